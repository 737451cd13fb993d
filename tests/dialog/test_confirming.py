"""A doubtful answer is read back before it is taken."""

from dataclasses import replace

from ivr.dialog.script import Field, Form, Script
from tests.dialog.caller import Caller
from tests.dialog.pizza import AGENT


def test_an_unclear_answer_is_read_back(caller):
    caller.answers_unclearly("small")
    assert caller.hears("confirm_size")
    assert caller.said_now[-1].values == {"value": "small"}
    assert caller.listening.grammars == ("yes_no", "size_correction", "universals")


def test_yes_takes_the_value(caller):
    caller.answers_unclearly("small").answers(True)
    assert caller.is_asked("phone")


def test_no_asks_again_with_the_next_prompt(caller):
    caller.answers_unclearly("small").answers(False)
    assert caller.hears("denied", "ask_size_again")


def test_a_denied_value_is_not_offered_again(caller):
    caller.answers_unclearly("small").answers(False).answers_unclearly("small")
    assert caller.hears("nomatch")
    assert not caller.hears("confirm_size")


def test_instead_of_a_denied_value_the_second_best_is_offered(caller):
    caller.answers_unclearly("small").answers(False).answers("small", alternatives=("tall",))
    assert caller.hears("confirm_size")
    assert caller.said_now[-1].values == {"value": "tall"}


def test_a_denied_value_can_still_be_typed(caller):
    caller.answers_unclearly("small").answers(False).types("small")
    assert caller.state.slots["size"] == "small"


def test_the_right_value_may_be_said_at_once(caller):
    caller.answers_unclearly("small").answers("tall")
    assert caller.state.slots["size"] == "tall"
    caller.asks_for("back").answers("small", alternatives=())
    assert caller.hears("nomatch")


def test_an_unclear_correction_is_read_back_too(caller):
    caller.answers_unclearly("small").answers_unclearly("tall")
    assert caller.said_now[-1].values == {"value": "tall"}


def test_saying_the_value_again_confirms_it(caller):
    caller.answers_unclearly("small").answers("small")
    assert caller.state.slots["size"] == "small"


def test_an_unclear_yes_is_asked_again(caller):
    caller.answers_unclearly("small").answers_unclearly(True)
    assert caller.hears("nomatch", "confirm_size")


def test_silence_is_asked_again(caller):
    caller.answers_unclearly("small").is_silent()
    assert caller.hears("noinput", "confirm_size")


def test_the_third_denial_goes_to_an_agent(caller):
    for size in ("small", "tall", "wide"):
        caller.answers_unclearly(size).answers(False)
    assert caller.is_transferred_to("agents")


def choose(caller):
    return caller.asks_for("agent").comes_back_from_the_queue("leave")


def test_a_doubtful_choice_that_does_no_harm_is_taken(caller):
    choose(caller).answers_unclearly("music")
    assert caller.state.slots["wish"] == "music"


def test_a_doubtful_choice_that_ends_the_call_is_read_back(caller):
    choose(caller).answers_unclearly("end")
    assert caller.hears("confirm_goodbye")


def test_a_choice_that_was_denied_can_still_be_made_clearly(caller):
    choose(caller).answers_unclearly("end").answers(False).answers_unclearly("end")
    assert caller.hears("nomatch", "ask_wish")
    caller.answers("end")
    assert caller.is_hung_up()


def test_a_yes_to_what_nobody_proposed_takes_nothing(caller):
    caller.answers_unclearly("small")
    caller.state = replace(caller.state, proposed={})
    caller.answers(True)
    assert caller.hears("ask_size")
    assert "size" not in caller.state.slots


def test_an_unclear_no_to_an_earlier_answer_is_asked_again():
    later = Field("crust", ("crust",), ("ask_crust",), amends=("size",))
    first = Form("first", (Field("size", ("size",), ("ask_size",)), later))
    caller = Caller(Script({"first": first, "agent": AGENT}, first="first", menu="first")).answers("small")
    caller.answers_unclearly({"size": False})
    assert caller.hears("nomatch", "ask_crust")
    caller.answers({"size": False})
    assert caller.hears("denied", "ask_size")
