"""A process of the hotline that ends is started again, however often, and ends no other."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ivr import process_status
from ivr.hotline import supervised
from ivr.hotline.supervised import Supervised

COUNTS = "echo x >> {starts}; "
STAYS = COUNTS + "echo $$ >> {pids}; exec sleep 60"
DIES = COUNTS + "exit 3"
RUN = "import sys; from pathlib import Path; from ivr.hotline.process_manager import ProcessManager; " + (
    "sys.exit(ProcessManager(dict(zip(sys.argv[2::2], sys.argv[3::2])), {}, Path(sys.argv[1])).run())"
)


def eventually(true):
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


class Counted:
    """A command that counts its starts."""

    def __init__(self, folder, name, program):
        self.starts_file, self.pids_file = folder / f"{name}.starts", folder / f"{name}.pids"
        self.command = f"sh -c '{program.format(starts=self.starts_file, pids=self.pids_file)}'"

    @property
    def starts(self):
        return len(self.starts_file.read_text().split()) if self.starts_file.exists() else 0

    @property
    def pid(self):
        eventually(lambda: self.pids_file.exists() and self.pids_file.read_text().endswith("\n"))
        return int(self.pids_file.read_text().split()[-1])


@pytest.fixture
def counted(tmp_path):
    return lambda name, program: Counted(tmp_path, name, program)


@pytest.fixture
def keep(monkeypatch):
    """Keep a command running; its pauses are a hundredth of what they are."""
    monkeypatch.setattr(supervised, "FIRST_PAUSE", 0.005)
    kept = []

    def keep(command):
        lines = []
        kept.append(Supervised("web", command, os.environ, lambda name, line: lines.append(line)))
        return kept[-1], lines

    yield keep
    for process in kept:
        process.stop()
        process.wait()


def test_a_killed_process_is_started_again_and_not_shown_as_failing(keep, counted):
    web = counted("web", STAYS)
    process, lines = keep(web.command)
    os.kill(web.pid, signal.SIGKILL)
    eventually(lambda: web.starts == 2)
    assert process.status.ok
    assert lines == ["ended with -9: starting it again in 0.005 s"]


def test_one_that_always_dies_is_started_again_after_growing_pauses_and_shown(keep, counted):
    process, lines = keep(counted("web", DIES).command)
    eventually(lambda: len(lines) >= 6)
    pauses = [float(line.split()[-2]) for line in lines[:6]]
    assert pauses == [0.005, 0.01, 0.02, 0.04, 0.08, 0.16]
    assert "with code 3" in process.status.detail
    assert not process.status.ok


def test_one_that_cannot_be_started_is_shown_too(keep):
    process, _ = keep("no-such-program-anywhere")
    eventually(lambda: not process.status.ok)
    assert "with code 127" in process.status.detail


def test_what_it_says_is_passed_on(keep):
    _, lines = keep("echo hello; sleep 60")
    eventually(lambda: "hello" in lines)


class Launcher:
    """All processes of a folder, run by a launcher of its own."""

    def __init__(self, folder, **commands):
        arguments = [part for name, one in commands.items() for part in (name, one.command)]
        self.folder = folder
        self.process = subprocess.Popen([sys.executable, "-c", RUN, str(folder), *arguments], stdout=subprocess.DEVNULL)

    def shown(self):
        return {status.name: status for status in process_status.read(self.folder)}


def is_alive(pid):
    return Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text()


@pytest.fixture
def launcher(tmp_path):
    launchers = []

    def launch(**commands):
        launchers.append(Launcher(tmp_path, **commands))
        return launchers[-1]

    yield launch
    for each in launchers:
        each.process.terminate()
        each.process.wait(10)


def test_a_process_that_always_dies_ends_no_other_and_is_shown(launcher, counted):
    web, jobs = counted("web", STAYS), counted("jobs", DIES)
    running = launcher(web=web, jobs=jobs)
    eventually(lambda: jobs.starts >= 3)
    eventually(lambda: "jobs" in running.shown() and not running.shown()["jobs"].ok)
    assert running.shown()["web"] == process_status.ProcessStatus("web", running=True)
    assert (web.starts, is_alive(web.pid)) == (1, True)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_asked_to_end_it_ends_its_processes(launcher, counted, number, code):
    web, media = counted("web", STAYS), counted("media", STAYS)
    running, pids = launcher(web=web, media=media), (web.pid, media.pid)
    running.process.send_signal(number)
    assert running.process.wait(10) == code
    assert not any(map(is_alive, pids))
    assert running.shown() == {}


def test_a_launcher_that_is_killed_leaves_no_process_that_nobody_looks_after(launcher, counted):
    web = counted("web", STAYS)
    running, pid = launcher(web=web), web.pid
    running.process.kill()
    eventually(lambda: not is_alive(pid))
