"""Every command that leaves the hotline x (receiver slow, down, refusing, answering twice or nonsense): done once.

The commands are those of the services with an HTTP back end, whatever services there are, and the text message.
"""

import time
from datetime import timedelta

import pytest

from ivr.hotline.handlers import handlers
from ivr.outbox import Worker, enqueue, outcome
from tests.line import HOTLINE, line_settings
from tests.outbox.working import working

TEXT = {"to": "+12025550143", "language": "en", "says": [["repair_kept", {}]]}
TWILIO = "sms"


@pytest.fixture
def leaving(sqlite_database, courier, clock):
    """What does the commands that leave the hotline."""
    settings = line_settings(look_up_url=courier.url, look_up_token="t", twilio_api_url=courier.url, sms_from=HOTLINE)
    every = handlers(settings, sqlite_database, clock)
    return [each for each in every if each.kind == TWILIO or each.do.__module__ == "ivr.outbox.http"]


@pytest.fixture
def worker(sqlite_database, leaving, clock):
    """A worker with one command of each kind to do."""
    with sqlite_database.writing_rows() as rows:
        for each in leaving:
            enqueue(rows, key(each.kind), each.kind, TEXT if each.kind == TWILIO else {"any": "thing"}, clock())
    return Worker(sqlite_database, leaving, clock=clock)


@pytest.fixture
def ended(sqlite_database, leaving):
    """How the command of each kind ended."""

    def ends():
        with sqlite_database.reading_rows() as rows:
            return {each.kind: outcome(rows, key(each.kind)) for each in leaving}

    return ends


def key(kind):
    return f"CA{'1' * 32}:1:{kind}"


def statuses(ended):
    return {outcome.status for outcome in ended().values()}


def test_booking_quotes_cancelling_and_texts_are_among_them(leaving):
    assert {each.kind for each in leaving} >= {"book_centre", "answer_quote", "cancel_repair", TWILIO}


@pytest.mark.parametrize("mode", ["well", "twice"])
def test_what_is_answered_is_done_at_the_first_try(worker, courier, ended, leaving, mode):
    courier.does(mode)
    assert worker.work_off() == len(leaving) == len(courier.ledger)
    assert statuses(ended) == {"done"}


def test_what_a_slow_receiver_does_is_waited_for(worker, courier, ended, leaving):
    courier.does("slow")
    with working(worker):
        while not courier.ledger:
            time.sleep(0.02)
    begun = [outcome for outcome in ended().values() if outcome.status == "done"]
    assert len(begun) == len(courier.ledger)
    worker.work_off()
    assert (statuses(ended), len(courier.ledger)) == ({"done"}, len(leaving))


@pytest.mark.parametrize("mode", ["down", "nonsense", "hangs_up"])
def test_what_is_not_answered_is_asked_again_and_done_once(worker, courier, clock, ended, leaving, mode):
    courier.does(mode)
    worker.work_off()
    assert statuses(ended) == {"waiting"}
    courier.does("well")
    clock.passes(60)
    worker.work_off()
    assert (statuses(ended), len(courier.ledger)) == ({"done"}, len(leaving))


def test_what_is_refused_is_never_claimed_to_be_done(worker, courier, ended):
    courier.does("refuses")
    worker.work_off()
    assert (statuses(ended), courier.ledger) == ({"refused"}, [])
    reasons = {kind: outcome.result["reason"] for kind, outcome in ended().items() if kind != TWILIO}
    assert set(reasons.values()) == {"holiday"}


def test_what_nobody_answers_for_a_day_is_reported_and_not_claimed_to_be_done(worker, courier, clock, ended):
    courier.does("down")
    worker.work_off()
    clock.passes(timedelta(days=2).total_seconds())
    worker.work_off()
    assert (statuses(ended), courier.ledger) == ({"dead"}, [])
