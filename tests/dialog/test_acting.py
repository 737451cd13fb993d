"""What the pure dialog makes of an act."""

from dataclasses import replace

import pytest

from ivr.dialog.check import Inventory
from ivr.dialog.diagram import diagram
from ivr.dialog.events import Acted, Filled
from ivr.dialog.instructions import Await
from tests.booking import BOOK, booking_script
from tests.dialog.caller import Caller
from tests.dialog.checking import check


def caller_of(act=BOOK, **changes):
    return Caller(booking_script(act, **changes))


def sent(caller):
    return [command.kind for command in caller.step.commands]


def test_nothing_is_sent_before_it_is_confirmed():
    caller = caller_of()
    assert caller.hears("ask_booking")
    assert (sent(caller), caller.listening.field) == ([], "booked")


def test_a_key_sends_it_once():
    caller = caller_of().types(True)
    assert (sent(caller), caller.ending) == (["book_courier"], Await("booked"))


def test_what_else_comes_meanwhile_sends_it_no_second_time():
    caller = caller_of().types(True).mumbles().types(True).asks_for("repeat")
    assert (sent(caller), caller.ending) == ([], Await("booked"))


def test_one_that_does_not_matter_is_sent_without_a_question():
    assert sent(caller_of(replace(BOOK, matters=False, confirm=""))) == ["book_courier"]


def test_a_doubtful_yes_is_a_miss():
    caller = caller_of(replace(BOOK, confirm="twice")).answers_unclearly(True)
    assert caller.hears("nomatch", "ask_booking")


def test_silence_asks_again():
    assert caller_of().is_silent().hears("noinput", "ask_booking")


def test_the_question_is_repeated_when_asked_for():
    caller = caller_of().asks_for("repeat")
    assert (caller.prompts, caller.listening.field) == (["ask_booking"], "booked")


def test_an_outcome_that_nobody_waits_for_changes_nothing():
    caller = caller_of().happens(Acted("booked", "done", {"number": "7"}))
    assert caller.is_asked("booked")


def test_going_back_asks_for_consent_anew():
    caller = caller_of(replace(BOOK, confirm="twice"))
    caller.answers(True).asks_for("cancel").happens(Filled(True, heard="yes"))
    assert sent(caller) == []


def problems(act, commands=("book_courier",)):
    inventory = Inventory({"en": {}}, lambda *_: None, frozenset({"agents"}), frozenset(), commands=frozenset(commands))
    return [str(problem) for problem in check(booking_script(act), inventory) if problem.where == "booking.booked"]


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        (replace(BOOK, command="book"), "nobody does the command book"),
        (replace(BOOK, confirm=""), "it matters, so state how it is confirmed"),
        (replace(BOOK, ask=""), "it is to be confirmed, so name the prompt that asks"),
        (replace(BOOK, using=("when",)), "nothing fills the slot when"),
        (BOOK, "the prompt ask_booking has no words in en"),
        (BOOK, "the prompt sms_booked has no words in en"),
    ],
)
def test_what_one_can_forget_is_found(act, problem):
    assert f"booking.booked: {problem}" in problems(act)


def test_the_diagram_says_what_is_done_and_how_it_is_confirmed():
    assert "do book_courier for booked, confirmed by key" in diagram(booking_script())
