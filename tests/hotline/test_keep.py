"""A process of the hotline that dies is started again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

KEEP = [sys.executable, "-m", "ivr.hotline.keep"]
COUNTS = "import pathlib, sys, time; f = pathlib.Path(sys.argv[1]); f.open('a').write('x'); "
STAYS = COUNTS + "time.sleep(60)"
DIES = COUNTS + "sys.exit(3)"


@pytest.fixture
def starts(tmp_path):
    return tmp_path / "starts"


def keeping(program, starts):
    return subprocess.Popen([*KEEP, sys.executable, "-c", program, str(starts)], stderr=subprocess.PIPE, text=True)


def wait_for(starts, count):
    for _ in range(1000):
        if starts.exists() and len(starts.read_text()) >= count:
            return
        time.sleep(0.02)
    raise AssertionError(f"not started {count} times")


def child_of(pid):
    for _ in range(500):
        if found := Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            return int(found[0])
        time.sleep(0.02)
    raise AssertionError("no child")


def test_a_killed_process_is_started_again(starts):
    keeper = keeping(STAYS, starts)
    wait_for(starts, 1)
    os.kill(child_of(keeper.pid), signal.SIGKILL)
    wait_for(starts, 2)
    keeper.terminate()
    assert "starting it again" in keeper.communicate(timeout=10)[1]


def test_a_process_that_always_dies_is_given_up_with_its_exit_code(starts):
    keeper = keeping(DIES, starts)
    keeper.communicate(timeout=30)
    assert (keeper.returncode, len(starts.read_text())) == (3, 5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_ends_its_process_and_starts_no_other(starts, number):
    keeper = keeping(STAYS, starts)
    wait_for(starts, 1)
    keeper.send_signal(number)
    assert keeper.wait(10) == 128 + signal.SIGTERM
    assert len(starts.read_text()) == 1
