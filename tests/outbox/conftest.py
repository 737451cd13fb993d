import json
import os
import signal
import subprocess
import sys

import pytest

from ivr.settings import PROJECT
from tests.line import Clock
from tests.outbox.receiver import receiver


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture(scope="session")
def courier_process(tmp_path_factory):
    with receiver(tmp_path_factory.mktemp("courier")) as running:
        yield running


@pytest.fixture
def courier(courier_process):
    """A courier's own system, as a process, with an empty ledger."""
    courier_process.begins_anew()
    return courier_process


class ForkServer:
    """Starts processes that may kill themselves (tests.outbox.dying)."""

    def __init__(self, process):
        self._process = process

    def __call__(self, order):
        """Give an order and return the number that answers it."""
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


class Started:
    """A process that the fork server started."""

    def __init__(self, fork_server, order):
        self._fork_server, self._id = fork_server, fork_server(order)

    def exit_code(self):
        """Wait until it has ended."""
        child, self._id = self._id, None
        return self._fork_server({"wait": child})

    def is_killed(self):
        """Kill it, unless it has ended."""
        if self._id:
            os.kill(self._id, signal.SIGKILL)
            self.exit_code()


@pytest.fixture(scope="session")
def fork_server():
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "tests.outbox.dying"]
    with subprocess.Popen(command, cwd=PROJECT, text=True, **pipes) as process:
        yield ForkServer(process)
        process.stdin.close()


@pytest.fixture
def starts(fork_server, keys, database_url):
    """Start processes that work on this test's database; what still runs at the end is killed."""
    running = []

    def start(what, **given):
        order = {"what": what, "keys": keys, "database_url": database_url, **given}
        running.append(Started(fork_server, order))
        return running[-1]

    yield start
    for process in running:
        process.is_killed()
