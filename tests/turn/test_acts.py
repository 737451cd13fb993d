"""A caller asks for something to be done: it is done once, and they hear what came of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from ivr.dialog.script import Form
from ivr.outbox import Handler, Refused, TryAgain, Worker
from ivr.outbox.tables import OutboxRow
from ivr.turn.commands import Outcomes
from tests.booking import BOOK, COMMAND, TOLD, booking_office, booking_script
from tests.line import CALLER, SID


class Couriers:
    """Takes bookings; `answer` is returned, or raised."""

    def __init__(self):
        self.answer, self.booked = {"number": "77"}, {}

    def __call__(self, payload, key):
        if isinstance(self.answer, Exception):
            raise self.answer
        self.booked[key] = payload
        return self.answer


@pytest.fixture
def couriers():
    return Couriers()


@pytest.fixture
def worker(sqlite_database, couriers, clock):
    return Worker(sqlite_database, [Handler(COMMAND, couriers)], clock=clock)


@pytest.fixture
def book(sqlite_database, tmp_path, clock, worker):
    """Ring a hotline that books; commands are done at once, or only when the worker is told to."""

    def ring(act=BOOK, at_once=True, **changes):
        quick = Outcomes(sqlite_database, sleep=lambda _: worker.work_off())
        slow = Outcomes(sqlite_database, patience=0)
        script = booking_script(act, **changes)
        office = booking_office(sqlite_database, tmp_path, script, outcomes=quick if at_once else slow, clock=clock)
        return office.line().rings().hears("Shall the courier come")

    return ring


def outbox(database):
    with database.reading() as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


def test_who_presses_yes_hears_the_result_in_the_same_breath(book, couriers):
    line = book().presses("1").hears("Your request number is 7 7")
    assert "One moment" not in line.heard
    ((key, payload),) = couriers.booked.items()
    assert key == f"{SID}:1:booked"
    assert payload == {"caller": CALLER, "confirmed": {"by": "keys", "heard": ["1"]}}


def test_what_nobody_heard_is_not_in_the_transcript(book):
    assert "One moment" not in " ".join(turn.prompt for turn in book().presses("1").transcript)


def test_who_presses_no_books_nothing(book, sqlite_database):
    book().presses("2").hears("will not come")
    assert outbox(sqlite_database) == []


def test_a_spoken_yes_alone_books_nothing(book, sqlite_database):
    book().says("yes", True, "builtin:boolean").hears("please answer with a key").hears("Shall the courier come")
    assert outbox(sqlite_database) == []


def test_three_spoken_yeses_lead_to_an_agent(book):
    line = book()
    for _ in range(3):
        line.says("yes", True, "builtin:boolean")
    assert line.verbs[-1] == "Enqueue"


def test_a_spoken_no_is_enough(book):
    book().says("no", False, "builtin:boolean").hears("will not come")


def test_where_words_may_do_yes_is_said_twice(book, couriers):
    line = book(replace(BOOK, confirm="twice")).says("yes", True, "builtin:boolean")
    line.hears("To be sure")
    assert not couriers.booked
    line.says("yes please", True, "builtin:boolean").hears("Your request number")
    ((_, payload),) = couriers.booked.items()
    assert payload["confirmed"] == {"by": "speech", "heard": ["yes", "yes please"]}


def test_a_refusal_is_told_with_its_reason(book, couriers):
    couriers.answer = Refused("holiday")
    book().presses("1").hears("can't come, because holiday")


def test_a_slow_one_begins_with_one_moment_and_is_told_when_it_comes(book, worker):
    line = book(at_once=False).presses("1").hears("One moment")
    waiting = line.bytes
    assert line.waits().bytes == waiting
    worker.work_off()
    line.waits().hears("Your request number is 7 7")


def test_the_agent_key_works_meanwhile(book):
    line = book(at_once=False).presses("1").presses("0")
    assert line.verbs[-1] == "Enqueue"


def test_what_the_caller_can_not_wait_for_is_promised(book, worker, couriers, clock):
    line = book(at_once=False).presses("1")
    clock.passes(13)
    line.waits().hears("It will be done")
    worker.work_off()
    assert len(couriers.booked) == 1


def test_where_messages_can_be_sent_one_is_promised_and_written_once_it_is_done(book, worker, clock, sqlite_database):
    line = book(at_once=False, sends_sms=True).presses("1")
    clock.passes(13)
    line.waits().hears("I'll text you")
    worker.work_off()
    _, sms = outbox(sqlite_database)
    assert (sms.kind, sms.status) == ("sms", "waiting")
    assert sms.payload == {
        "to": CALLER,
        "language": "en",
        "prompt": "sms_booked",
        "outcome": {"status": "done", "result": {"number": "77"}},
    }


def test_who_hangs_up_meanwhile_gets_the_message_too(book, worker, sqlite_database):
    book(at_once=False, sends_sms=True).presses("1").hangs_up()
    worker.work_off()
    assert [row.kind for row in outbox(sqlite_database)] == [COMMAND, "sms"]


def test_what_comes_in_the_moment_of_the_promise_is_told_instead(book, worker, clock, monkeypatch):
    line = book(at_once=False, sends_sms=True).presses("1")
    clock.passes(13)
    outcomes = line.office.edge.context.outcomes
    read = outcomes.ended

    def overtaken(key):
        """See it under way, while it comes to an end."""
        before = read(key)
        worker.work_off()
        return before

    monkeypatch.setattr(outcomes, "ended", overtaken)
    line.waits().hears("Your request number is 7 7")


def test_a_dead_letter_is_an_apology_and_an_agent(book, worker, couriers, clock):
    line = book(at_once=False).presses("1")
    couriers.answer = TryAgain("no answer")
    clock.passes(1)
    worker._handlers = {COMMAND: Handler(COMMAND, couriers, patience=clock.now - clock.now)}
    worker.work_off()
    line.waits().hears("can't do that at the moment")
    assert line.verbs[-1] == "Enqueue"


def test_a_webhook_that_comes_twice_books_once(book, couriers):
    line = book()
    gather = line.document.find("Gather").get("action")
    answers = {line.follow(gather, Digits="1").bytes for _ in range(3)}
    assert (len(answers), len(couriers.booked)) == (1, 1)


def test_an_act_that_a_newer_script_has_no_more_is_an_apology_and_an_agent(book, sqlite_database, tmp_path, clock):
    line = book(at_once=False).presses("1").hears("One moment")
    newer = booking_script()
    forms = {**newer.forms, "booking": Form("booking", (TOLD,), then="goodbye")}
    line.office = booking_office(sqlite_database, tmp_path, replace(newer, forms=forms), clock=clock)
    line.client = line.office.app.test_client()
    assert line.waits().hears("something went wrong").verbs[-1] == "Enqueue"
