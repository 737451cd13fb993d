"""Skipped tests are told, and fail the run where they count."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STORY = """
import pytest

@pytest.mark.browser
def test_a_page(): pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")

@pytest.mark.browser
@pytest.mark.xfail(reason="not built yet")
def test_a_promise(): raise AssertionError

def test_anything_else(): pytest.skip("not on Tuesdays")
"""


@pytest.fixture
def play(tmp_path):
    """Run pytest on a file with a skipped browser test."""
    (tmp_path / "test_story.py").write_text(STORY)

    def play(required):
        command = [sys.executable, "-m", "pytest", "-p", "tests.required", "-p", "no:cacheprovider", str(tmp_path)]
        where = Path(__file__).resolve().parent.parent
        return subprocess.run(
            command, cwd=where, env=os.environ | {"REQUIRED_TESTS": required}, capture_output=True, text=True
        )

    return play


@pytest.mark.thorough
def test_a_skipped_browser_test_is_told_with_its_remedy(play):
    done = play("")
    assert done.returncode == 0
    assert "NOT RUN: 1 browser tests: no Chromium on this machine (Debian: apt-get install chromium)" in done.stdout
    assert "Tuesdays" not in done.stdout


@pytest.mark.thorough
def test_a_skipped_browser_test_fails_the_run_where_it_is_required(play):
    done = play("browser,speech")
    assert done.returncode == 1
    assert "A browser test may not be skipped here" in done.stdout
    assert "1 failed, 1 skipped, 1 xfailed" in done.stdout


@pytest.mark.thorough
def test_a_marker_that_is_none_is_refused(play):
    done = play("browsers")
    assert done.returncode == 4
    assert "browsers is none of browser, speech, postgres" in done.stderr
