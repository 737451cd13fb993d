"""Each process of the one command is killed, again and again: it comes back, and no other ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.ports import free_port

pytestmark = pytest.mark.soak

KINDS = {
    "web": "gunicorn",
    "media": "ivr.telephony.media",
    "outbox": "ivr.outbox",
    "jobs": "ivr.jobs",
    "reconciliation": "ivr.telephony.reconciliation",
    "simulator": "ivr.simulator",
}
ROUNDS, BACK_WITHIN = 2, 60.0


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return []  # it has just ended


class Launched:
    """The hotline as `make run` starts it, without speech unless it is set."""

    def __init__(self, folder, **settings):
        self.ports = {name: free_port() for name in ("WEB", "MEDIA", "SIMULATOR")}
        told = {f"IVR_{name}_PORT": str(port) for name, port in self.ports.items()}
        environment = os.environ | told | {"IVR_DATA": str(folder / "var"), "IVR_SPEECH": "false"} | settings
        log = (folder / "hotline.log").open("ab")
        command = [sys.executable, "-m", "ivr.hotline"]
        self.launcher = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        self.log = folder / "hotline.log"

    def pids(self):
        tasks = Path(f"/proc/{self.launcher.pid}/task").glob("*/children")
        children = [int(pid) for task in tasks for pid in task.read_text().split()]
        lines = {pid: command_of(pid) for pid in children}
        return {kind: pid for kind, what in KINDS.items() for pid, line in lines.items() if what in line}

    def serves(self):
        try:
            parts = requests.get(f"http://127.0.0.1:{self.ports['WEB']}/health", timeout=5).json()["parts"]
        except requests.RequestException:
            return False
        return all(part["ok"] for part in parts if part["name"] in ("database", "media gateway"))

    def until(self, true, seconds=BACK_WITHIN):
        began = time.monotonic()
        while not true():
            assert time.monotonic() - began < seconds, self.log.read_text()[-3000:]
            time.sleep(0.1)
        return time.monotonic() - began


@pytest.fixture
def launched(tmp_path):
    hotline = Launched(tmp_path)
    yield hotline
    hotline.launcher.terminate()
    hotline.launcher.wait(60)


def test_every_process_comes_back_and_ends_no_other(launched):
    launched.until(launched.serves, 120)
    assert {os.getpriority(os.PRIO_PROCESS, pid) for pid in launched.pids().values()} == {
        os.getpriority(os.PRIO_PROCESS, 0)
    }, "who yields while it holds the database keeps live calls waiting"
    back, ended = {kind: [] for kind in KINDS}, 0
    for _ in range(ROUNDS):
        for kind in KINDS:
            before = launched.pids()
            os.kill(before[kind], signal.SIGKILL)
            gone = before[kind]
            seconds = launched.until(lambda gone=gone, kind=kind: launched.pids().get(kind, gone) != gone)
            back[kind].append(seconds + launched.until(launched.serves))
            after = launched.pids()
            ended += sum(after.get(other) != pid for other, pid in before.items() if other != kind)
    print(f"\n{'killed':16} {'times':>5} {'slowest back after':>18}")
    for kind, seconds in back.items():
        print(f"{kind:16} {len(seconds):5} {max(seconds):16.1f} s")
    print(f"{ended} others ended")
    assert ended == 0
