"""Each call ends with an outcome and a reason."""

import pytest

from ivr.calls import CallFilter, list_calls
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE


@pytest.fixture
def ended(line):
    def ends():
        line.hangs_up()
        return line.call.outcome, line.call.outcome_reason

    return ends


def test_who_heard_about_their_repair_was_answered_by_it(line, ended):
    line.rings().presses("1").presses(CUSTOMER_ORDER).presses(CUSTOMER_PHONE[-4:]).hears("in repair")
    assert ended() == ("answered", "repair")


def test_one_line_of_the_log_says_what_became_of_a_call_without_anything_personal(line, ended, caplog):
    caplog.set_level("INFO")
    line.rings().presses("1").presses(CUSTOMER_ORDER).presses(CUSTOMER_PHONE[-4:]).hears("in repair")
    ended()
    [told] = [entry.msg for entry in caplog.records if "outcome" in entry.msg]
    assert (told["call_sid"], told["turn"]) == (line.call.sid, line.call.turn - 1)
    assert (told["outcome"], told["reason"]) == ("answered", "repair")
    assert not any(secret in str(told) for secret in (CUSTOMER_ORDER, CUSTOMER_PHONE[2:]))


def test_who_talked_to_an_agent_was_transferred(line, ended):
    line.rings().presses("0").is_back_from_the_queue("bridged", seconds=14)
    assert ended() == ("transferred", "waited 14 s")


def test_who_hung_up_in_the_queue_gave_up_waiting_though_its_result_comes_late(line, clock):
    waiting = line.rings().presses("0").document
    clock.passes(13)
    line.hangs_up()
    assert (line.call.outcome, line.call.outcome_reason) == ("gave_up_waiting", "after 13 s in the queue")
    line.document = waiting
    line.is_back_from_the_queue("hangup", seconds=12)
    assert (line.call.outcome, line.call.outcome_reason) == ("gave_up_waiting", "after 12 s in the queue")


def test_whom_no_agent_took(line, ended):
    line.rings().presses("0").is_back_from_the_queue("queue-full")
    assert ended() == ("not_taken", "left the queue: queue-full")


def test_who_gave_up_at_a_question(line, ended):
    line.rings().presses("1").presses("99")
    line.presses("***")
    assert ended()[0] == "gave_up_at_question"


def test_who_said_nothing(line, ended):
    line.rings().streams().is_silent()
    assert ended() == ("said_nothing", "topic, asked 1 time")


def test_who_hung_up_during_the_first_prompt(line, ended):
    line.rings()
    assert ended() == ("hung_up_during_prompt", "topic")


def test_whose_call_was_ended_by_a_fault(line, ended):
    line.rings().fetch("/voice/fallback", ErrorCode="11205").is_back_from_the_queue("queue-full")
    assert ended()[0] == "fault"


def test_calls_are_listed_by_their_outcome(line, office):
    line.rings().presses("0").is_back_from_the_queue("bridged").hangs_up()
    with office.database.reading() as session:
        assert len(list_calls(session, CallFilter(outcome="transferred")).calls) == 1
        assert not list_calls(session, CallFilter(outcome="gave_up_waiting")).calls
