"""A command is done exactly once, as its receiver's ledger says, or reported as failed; the caller hears the truth."""

import time
from datetime import timedelta

import pytest

from ivr.outbox import Handler, Worker
from ivr.outbox.http import post_to
from ivr.outbox.letters import letters
from ivr.outbox.worker import now_in_utc
from tests.booking import COMMAND, PATIENT, booking_office, booking_script
from tests.outbox.working import working

NUMBER = "Your request number is 1 0 0"


def posting(database, courier, patience=timedelta(days=1)):
    """A worker that posts to the courier works beside."""
    return working(Worker(database, [Handler(COMMAND, post_to(courier.url, "token"), patience)]))


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


def test_a_slow_receiver_books_once_and_the_caller_hears_the_number(database, courier, line):
    courier.does("slow")
    with posting(database, courier):
        told(line.presses("1")).hears(NUMBER)
    assert len(courier.ledger) == 1


LATER = [pytest.param(mode, marks=pytest.mark.soak) for mode in ("nonsense", "hangs_up")]  # the same way, each 4 s


@pytest.mark.parametrize("mode", ["down", *LATER])
def test_a_receiver_that_fails_first_books_once(database, courier, line, mode):
    courier.does(mode)
    with posting(database, courier):
        line.presses("1").hears("One moment")
        courier.does("well")
        told(line).hears(NUMBER)
    assert len(courier.ledger) == 1


def test_a_receiver_that_stays_down_is_reported_and_not_claimed_to_be_done(database, courier, line):
    courier.does("down")
    with posting(database, courier, patience=timedelta(0)):
        told(line.presses("1")).hears("can't do that at the moment")
    with database.reading_rows() as rows:
        assert [letter.error for letter in letters(rows)] == ["HTTP 500"]
    assert (courier.ledger, line.verbs[-1]) == ([], "Enqueue")


def test_a_receiver_that_refuses_is_told_with_its_reason(database, courier, line):
    courier.does("refuses")
    with posting(database, courier):
        told(line.presses("1")).hears("because holiday")
    assert courier.ledger == []


def test_a_receiver_that_answers_twice_confuses_no_other_command(database, courier, office, line):
    courier.does("twice")
    other = office.line("CA" + "2" * 32).rings()
    with posting(database, courier):
        told(line.presses("1")).hears(NUMBER)
        told(other.presses("1")).hears("Your request number is 1 0 1")
    assert len(courier.ledger) == 2
