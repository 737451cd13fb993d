"""Whole calls as a supervisor reads them; `pytest tests/callflow --rewrite-golden` writes them anew."""

from pathlib import Path

import pytest

from tests.callflow.stories import STORIES

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", STORIES)
def test_the_call_goes_as_written(name, request):
    transcript = "\n".join(STORIES[name]().transcript) + "\n"
    file = GOLDEN / f"{name}.txt"
    if request.config.getoption("--rewrite-golden"):
        file.write_text(transcript, encoding="utf-8")
    assert transcript == file.read_text(encoding="utf-8")


def test_no_golden_call_is_left_over():
    assert {file.stem for file in GOLDEN.glob("*.txt")} == STORIES.keys()
