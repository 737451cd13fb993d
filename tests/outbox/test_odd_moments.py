"""Workers and receivers at odd moments: no database, a lease that nearly ends, answers that make no sense."""

import os
import signal
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread, Timer

import pytest

from ivr.outbox import Handler, Refused, TryAgain, Worker, enqueue, outcome
from ivr.outbox import __main__ as command
from ivr.outbox.http import post_to
from ivr.outbox.rows import LEASE, claim
from ivr.settings import Settings
from ivr.storage import DatabaseBusy
from tests.telephony.rest_stand import rest_stand

KEY = "CA1:3:booked"


@pytest.fixture
def booked(sqlite_database, now):
    with sqlite_database.writing_rows() as rows:
        enqueue(rows, KEY, "book", {}, now, call_sid="CA1")


def status(database):
    with database.reading_rows() as rows:
        return outcome(rows, KEY).status


class Moody:
    """A database that is busy for whoever writes, as often as told."""

    def __init__(self, database, busy, error=DatabaseBusy):
        self._database, self.busy, self._error = database, busy, error
        self.reading_rows = database.reading_rows

    @contextmanager
    def writing_rows(self):
        if self.busy:
            self.busy -= 1
            raise self._error
        with self._database.writing_rows() as rows:
            yield rows


@pytest.mark.usefixtures("booked")
class TestAWorker:
    def test_goes_on_when_the_database_was_busy_for_a_moment(self, sqlite_database, now):
        stop = Event()
        worker = Worker(Moody(sqlite_database, 2), [Handler("book", lambda *_: stop.set())], clock=lambda: now)
        running = Thread(target=worker.run, args=(stop,))
        running.start()
        running.join(20)
        assert status(sqlite_database) == "done"

    @pytest.mark.parametrize("error", [DatabaseBusy, RuntimeError])
    def test_that_can_not_write_an_outcome_down_does_it_again_when_the_lease_is_over(
        self, sqlite_database, clock, error
    ):
        moody, done = Moody(sqlite_database, 0, error), []

        def does(*_given):
            moody.busy = 1 if not done else 0
            done.append(1)

        worker = Worker(moody, [Handler("book", does)], clock=clock)
        worker.work_off()
        assert (len(done), status(sqlite_database)) == (1, "waiting")
        clock.passes(LEASE.total_seconds())
        worker.work_off()
        assert (len(done), status(sqlite_database)) == (2, "done")

    def test_that_takes_long_keeps_its_claim(self, sqlite_database, clock):
        ends, stop = Event(), Event()
        worker = Worker(sqlite_database, [Handler("book", lambda *_: ends.wait(20))], clock=clock)
        running = Thread(target=worker.run, args=(stop,))
        running.start()
        while status(sqlite_database) == "waiting" and not worker._running:
            stop.wait(0.02)
        clock.passes(LEASE.total_seconds() - 1)
        stop.wait(0.5)  # it looks in, and renews
        clock.passes(2)
        with sqlite_database.writing_rows() as rows:
            assert not claim(rows, "another", {"book"}, clock(), 1)
        ends.set()
        stop.set()
        running.join(20)
        assert status(sqlite_database) == "done"


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ((200, []), TryAgain, "the answer is not a JSON object"),
        ((200, b"<html>"), TryAgain, "the answer is not JSON"),
        ((429, {}), TryAgain, "HTTP 429"),
        ((404, {"reason": "late"}), Refused, "late"),
        ((404, b"<html>"), Refused, "http_404"),
        ((409, {"reason": "call +12025550143"}), Refused, "http_409"),
    ],
)
def test_an_answer_that_makes_no_sense_is_asked_for_again_or_a_refusal(answer, error, words):
    with rest_stand(answer) as stand, pytest.raises(error, match=words):
        post_to(stand.url, "token")({}, KEY)


def test_a_receiver_that_is_not_there_is_asked_again():
    with pytest.raises(TryAgain, match="no answer: ConnectionError"):
        post_to("http://127.0.0.1:9", "token")({}, KEY)


def test_the_command_works_until_it_is_told_to_stop(sqlite_database, monkeypatch, booked):
    monkeypatch.setattr(command, "settings_or_exit", lambda: Settings(secret_key="test"))
    monkeypatch.setattr(command, "open_database", lambda *_: sqlite_database)
    monkeypatch.setattr(command.logs, "configure", lambda settings: None)
    monkeypatch.setattr(command, "handlers", lambda *_: [Handler("book", lambda *_: {}, timedelta(1))])
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    stopping = Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM))
    stopping.start()
    try:
        assert command.main([]) == 0
    finally:
        stopping.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)
    assert status(sqlite_database) == "done"
