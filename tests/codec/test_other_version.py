"""Whole calls in which the web process is restarted with the other version's code between any two turns."""

import socket
import time
from contextlib import contextmanager, suppress
from itertools import cycle
from types import SimpleNamespace

import pytest
import requests

from ivr.dialog.state import CallState
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from tests.codec.other_version import KNOWN, narrowed
from tests.line import Clock, Line, Office
from tests.ports import free_port

OTHER_SID = "CA" + "2" * 32
FACTOR = CUSTOMER_PHONE[-4:]
BY_KEYS = [
    ("rings",),
    ("presses", "1"),
    ("presses", CUSTOMER_ORDER),
    ("presses", FACTOR),
    ("presses", "1"),
    ("presses", "2"),
    ("hangs_up",),
]
BY_VOICE = [
    ("rings",),
    ("streams",),
    ("says", "where is my repair", {"topic": "repair"}),
    ("says_digits", CUSTOMER_ORDER[:3]),
    ("says_digits", CUSTOMER_ORDER[3:]),
    ("presses", FACTOR),
    ("is_silent",),
    ("mumbles",),
    ("presses", "0"),
    ("is_back_from_the_queue", "queue-full"),
    ("hangs_up",),
]
QUOTE = [
    ("rings",),
    ("presses", "1"),
    ("presses", "473088"),
    ("presses", FACTOR),
    ("presses", "1"),
    ("presses", "2"),
    ("presses", "1"),
    ("presses", "0"),
    ("hangs_up",),
]
STORIES = {"keys": BY_KEYS, "voice": BY_VOICE, "quote": QUOTE}


class RestartedLine(Line):
    """A line whose webhooks are each answered by a process of its own, the versions by turns."""

    def __init__(self, office, starts, versions):
        super().__init__(office, OTHER_SID, CUSTOMER_PHONE)
        self._starts, self._versions, self.answered_by = starts, cycle(versions), []

    def post(self, path, headers=None, **parameters):
        self.answered_by.append(next(self._versions))
        with self._starts(self.answered_by[-1], self.office.clock()) as self.client:
            return super().post(path, headers, **parameters)


class OverHttp:
    """Posts as Flask's test client does, but to a process."""

    def __init__(self, url):
        self._url = url

    def post(self, path, **form):
        answer = requests.post(self._url + path, **form, timeout=60)
        return SimpleNamespace(status_code=answer.status_code, status=answer.reason, data=answer.content)


@pytest.fixture
def starts(fork_servers, keys, sqlite_url):
    """Let a web process of a version live for a while, then kill it."""

    @contextmanager
    def started(version, now):
        port = free_port()
        given = {"keys": keys, "database_url": sqlite_url, "version": version, "now": now.isoformat(), "port": port}
        process = fork_servers("tests.codec.other_version").starts("tests.codec.other_version:serve", **given)
        try:
            wait_for(port)
            yield OverHttp(f"http://127.0.0.1:{port}")
        finally:
            process.is_killed()

    return started


def wait_for(port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.01)
    raise AssertionError("the web process does not listen")


def played(line, story):
    """Return what is heard after each step, and where the call stands."""
    heard = []
    for what, *given in story:
        line.office.clock.passes(12)
        getattr(line, what)(*given)
        state = line.call.state
        heard.append((what, line.heard, state["form"], state["awaits"]))
    return heard


@pytest.fixture
def office(sqlite_database):
    clock = Clock()
    add_demo_repairs(sqlite_database, clock())
    return Office(sqlite_database, clock=clock, hears=True)


def orders():
    """Return each story with each version first; one is quick enough for every run."""
    for story in STORIES:
        for versions in (("old", "new"), ("new", "old")):
            quick = (story, versions[0]) == ("voice", "old")
            yield pytest.param(
                story, versions, marks=() if quick else pytest.mark.soak, id=f"{story}, {versions[0]} first"
            )


@pytest.mark.parametrize(("story", "versions"), orders())
def test_callers_notice_no_restart(office, starts, story, versions):
    began = office.clock.now
    alone = played(office.line(caller=CUSTOMER_PHONE), STORIES[story])
    office.clock.now = began
    restarted = RestartedLine(office, starts, versions)
    assert played(restarted, STORIES[story]) == alone
    assert restarted.answered_by[:4] == list(versions * 2)


def test_the_older_version_neither_writes_nor_reads_what_came_later():
    state = CallState(form="repair", sent="approved").to_json()
    assert {"version", "sent"} <= state.keys() - narrowed(state, KNOWN[CallState]).keys()
    assert narrowed(state, KNOWN[CallState])["form"] == "repair"
