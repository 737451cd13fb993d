"""A deploy replaces all processes, or none: the old ones stop only when the new ones serve."""

import os
import signal
import socket
import sys
import time
from threading import Event

import pytest

from ivr.hotline import deploying, supervised
from ivr.hotline.deploying import Deploy, deploy
from ivr.hotline.listeners import listen
from ivr.hotline.processes import checkout
from ivr.hotline.supervised import Supervised
from ivr.ready import REPLACED
from ivr.settings import PROJECT
from tests.hotline.test_process_manager import eventually

SERVES = 'printf {word} > /dev/fd/$HOTLINE_READY_FD; trap "echo USR1 >> {log}; exit" USR1; while :; do sleep 0.02; done'
NAMES = ("web", "media", "jobs", "simulator")


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Start processes by name, as the programs say that there are; all are ended."""
    monkeypatch.setattr(supervised, "FIRST_PAUSE", 0.005)
    every = []

    def start(name, program=SERVES, word="+"):
        written = program.format(word=word, log=tmp_path / f"{name}.log")
        every.append(Supervised(name, f"sh -c '{written}'", os.environ, lambda *_: None))
        return every[-1]

    yield start
    for process in every:
        process.stop()
    for process in every:
        process.wait()


@pytest.fixture
def running(started):
    processes = {name: started(name) for name in NAMES}
    assert all(process.ready.wait(5) for process in processes.values())
    return processes


def deployed(running, start, upgrade=lambda: 0, stop=None):
    return Deploy(running, start, upgrade, stop or Event()).run()


def test_all_but_the_simulator_are_new_and_the_old_ones_end(running, started, tmp_path):
    before = dict(running)
    assert deployed(running, started).ok
    assert {name for name in NAMES if running[name] is before[name]} == {"simulator"}
    eventually(lambda: all(before[name].is_over for name in NAMES[:3]))
    assert (tmp_path / "media.log").read_text() == "USR1\n"


@pytest.mark.parametrize(
    ("program", "word", "why"),
    [("exit 3", "+", "ended"), ("sleep 60", "+", "did not serve within"), (SERVES, "-", "does not hear")],
)
def test_where_a_new_process_does_not_serve_nothing_changes(running, started, monkeypatch, program, word, why):
    monkeypatch.setattr(deploying, "READY_SECONDS", 0.5)
    before, new = dict(running), []

    def start(name):
        new.append(started(name, program if name == "media" else SERVES, word))
        return new[-1]

    told = deployed(running, start)
    assert (told.ok, why in told.said) == (False, True)
    assert running == before
    assert not any(process.is_over for process in running.values())
    eventually(lambda: all(process.is_over for process in new))


def test_where_the_database_cannot_be_upgraded_nothing_is_started(running, started):
    before = dict(running)
    assert "database" in deployed(running, None, upgrade=lambda: 1).said
    assert running == before


def test_a_deploy_ends_when_the_launcher_is_told_to_stop(running, started):
    stop = Event()
    stop.set()
    assert not deployed(running, lambda name: started(name, "sleep 60"), stop=stop).ok


def test_without_a_running_hotline_the_command_says_what_to_do(tmp_path, capsys):
    assert deploy(tmp_path) == 1
    assert "start it with `make run`" in capsys.readouterr().err


def test_who_comes_while_a_process_is_being_replaced_is_served_by_the_next_one():
    shared = listen({"web": ("127.0.0.1", 0)})["web"]
    old = socket.socket(fileno=os.dup(shared.fileno()))
    with socket.create_connection(shared.getsockname()) as caller:
        old.close()
        time.sleep(0.05)
        taken, _ = shared.accept()
        taken.sendall(b"+")
        assert caller.recv(1) == b"+"
        taken.close()
    shared.close()


def test_the_signals_of_a_deploy_mean_nothing_else():
    assert REPLACED not in (signal.SIGTERM, signal.SIGINT)
    assert deploying.DEPLOY not in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


def test_a_deploy_takes_the_version_that_the_link_to_the_checkout_leads_to(tmp_path, monkeypatch):
    current = tmp_path / "current"
    current.symlink_to(PROJECT)
    monkeypatch.setattr(sys, "prefix", str(current / ".venv"))
    assert checkout() == current
    monkeypatch.setattr(sys, "prefix", "/usr")
    assert checkout() == PROJECT
