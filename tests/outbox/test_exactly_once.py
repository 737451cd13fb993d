"""A command is done exactly once, as its receiver's ledger says, or reported as failed; the caller hears the truth."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest

from ivr.outbox import Handler, Worker
from ivr.outbox.http import post_to
from ivr.outbox.letters import letters
from ivr.outbox.worker import now_in_utc
from ivr.settings import PROJECT
from tests.booking import COMMAND, PATIENT, booking_office, booking_script
from tests.line import SID
from tests.outbox.dying import WEB_STEPS, WORKER_STEPS
from tests.outbox.receiver import receiver

NUMBER = "Your request number is 1 0 0"


@pytest.fixture
def courier(tmp_path):
    with receiver(tmp_path) as running:
        yield running


@contextmanager
def working(database, courier, patience=timedelta(days=1)):
    """Run a worker beside."""
    stop = Event()
    worker = Worker(database, [Handler(COMMAND, post_to(courier.url, "token"), patience)])
    thread = Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.fixture
def office(database, tmp_path):
    return booking_office(database, tmp_path, booking_script(PATIENT), clock=now_in_utc)


@pytest.fixture
def line(office):
    return office.line().rings()


def told(line, seconds=90.0):
    """Wait as a caller does: until what is heard is no "one moment" any more."""
    until = time.monotonic() + seconds
    while "One moment" in line.heard:
        assert time.monotonic() < until, "nothing came of it"
        time.sleep(0.1)
        line.waits()
    return line


def test_a_doubled_webhook_books_once(database, courier, line):
    with working(database, courier):
        told(line.presses("1"))
        line.fetch("/voice/1/keys", Digits="1").hears(NUMBER)
    assert courier.ledger == [f"{SID}:1:booked"]


def test_five_at_once_book_once(database, courier, office, line):
    lines = [office.line() for _ in range(5)]
    with working(database, courier), ThreadPoolExecutor(5) as threads:
        list(threads.map(lambda each: each.fetch("/voice/1/keys", Digits="1"), lines))
        told(lines[0]).hears(NUMBER)
    assert len(courier.ledger) == 1


def test_a_late_webhook_books_nothing_more(database, courier, line):
    with working(database, courier):
        told(line.presses("1")).hears(NUMBER)
        line.hangs_up()
        assert line.fetch("/voice/1/keys", Digits="1").verbs == ["Hangup"]
    assert len(courier.ledger) == 1


def test_a_slow_receiver_books_once_and_the_caller_hears_the_number(database, courier, line):
    courier.does("slow")
    with working(database, courier):
        told(line.presses("1")).hears(NUMBER)
    assert len(courier.ledger) == 1


@pytest.mark.parametrize("mode", ["down", "nonsense", "hangs_up"])
def test_a_receiver_that_fails_first_books_once(database, courier, line, mode):
    courier.does(mode)
    with working(database, courier):
        line.presses("1").hears("One moment")
        courier.does("well")
        told(line).hears(NUMBER)
    assert len(courier.ledger) == 1


def test_a_receiver_that_stays_down_is_reported_and_not_claimed_to_be_done(database, courier, line):
    courier.does("down")
    with working(database, courier, patience=timedelta(0)):
        told(line.presses("1")).hears("can't do that at the moment")
    with database.reading_rows() as rows:
        assert [letter.error for letter in letters(rows)] == ["HTTP 500"]
    assert (courier.ledger, line.verbs[-1]) == ([], "Enqueue")


def test_a_receiver_that_refuses_is_told_with_its_reason(database, courier, line):
    courier.does("refuses")
    with working(database, courier):
        told(line.presses("1")).hears("because holiday")
    assert courier.ledger == []


def test_a_receiver_that_answers_twice_confuses_no_other_command(database, courier, office, line):
    courier.does("twice")
    other = office.line("CA" + "2" * 32).rings()
    with working(database, courier):
        told(line.presses("1")).hears(NUMBER)
        told(other.presses("1")).hears("Your request number is 1 0 1")
    assert len(courier.ledger) == 2


def process(keys, what, step, *arguments):
    environment = os.environ | {"SEALING_KEYS": keys[0], "INDEX_KEY": keys[1], "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "tests.outbox.dying", what, step, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@pytest.fixture
def dies(keys, database_url, courier, tmp_path):
    """Run processes that may kill themselves; what still runs is killed at the end."""
    running = []

    def run(what, step):
        given = (courier.url,) if what == "worker" else (tmp_path, SID)
        running.append(process(keys, what, step, database_url, *given))
        return running[-1]

    yield run
    for each in running:
        each.kill()
        each.wait()


@pytest.mark.soak
@pytest.mark.parametrize("step", WORKER_STEPS[1:])
def test_a_worker_that_is_killed_is_followed_by_another(courier, line, dies, step):
    courier.does("slow" if step == "receiver at work" else "well")
    first = dies("worker", step)
    assert first.stdout.readline() == b"works\n"
    line.presses("1")
    assert first.wait(60) == -9
    dies("worker", "never")
    told(line).hears(NUMBER)
    assert courier.ledger == [f"{SID}:1:booked"]


@pytest.mark.soak
@pytest.mark.parametrize("step", WEB_STEPS)
def test_a_web_process_that_is_killed_books_once_when_twilio_asks_again(courier, line, dies, step):
    dies("worker", "never")
    assert dies("web", step).wait(60) == -9
    line.fetch("/voice/1/keys", Digits="1")
    told(line).hears(NUMBER)
    assert courier.ledger == [f"{SID}:1:booked"]
