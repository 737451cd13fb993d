import pytest

from ivr.dialog.events import NotHeard
from ivr.dialog.instructions import Listen
from ivr.dialog.script import Say
from tests.dialog.caller import Caller


def test_prompts_taper_and_the_last_one_stays(caller):
    assert caller.hears("ask_size")
    caller.mumbles()
    assert caller.hears("nomatch", "ask_size_again")
    caller.is_silent()
    assert caller.hears("noinput", "ask_size_again")


def test_the_third_nomatch_goes_to_an_agent(caller):
    caller.mumbles().mumbles().mumbles()
    assert caller.is_transferred_to("agents")
    assert caller.why.startswith("agent because nomatch 3 of 3, heard 'scream' 0.41")


def test_the_third_noinput_goes_to_an_agent(caller):
    caller.is_silent().is_silent().is_silent()
    assert caller.is_transferred_to("agents")
    assert caller.why.startswith("agent because noinput 3 of 3")


def test_noinput_and_nomatch_are_counted_separately(caller):
    caller.mumbles().is_silent().mumbles().is_silent()
    assert caller.is_asked("size")


def test_misses_are_counted_anew_for_the_next_question(caller):
    caller.mumbles().mumbles().answers("small").mumbles().mumbles()
    assert caller.is_asked("phone")


def test_what_was_heard_in_a_sensitive_field_is_not_in_the_reason(caller):
    caller.answers("small").mumbles("two oh two")
    assert "two oh two" not in caller.why


def test_an_unclear_answer_that_cannot_be_read_back_is_a_miss(caller):
    caller.answers("small").answers("2025550143").finds(["stone"])
    caller.answers_unclearly("ten")
    assert caller.hears("nomatch", "ask_tip")


def test_two_misses_switch_easy_mode_on(caller):
    hurried = caller.listening.timeout
    caller.mumbles().is_silent()
    assert all(say.easy for say in caller.said_now)
    assert caller.listening.timeout > hurried


@pytest.mark.parametrize("miss", [Caller.mumbles, Caller.is_silent])
def test_misses_alone_never_end_a_call(caller, miss):
    for _ in range(10):
        miss(caller)
        assert not caller.is_hung_up()


def test_prompts_in_a_step_come_before_its_one_ending(caller):
    caller.mumbles()
    assert all(isinstance(each, Say) for each in caller.instructions[:-1])


def test_what_we_could_not_hear_is_asked_again_and_is_no_miss(caller):
    before = caller.state
    caller.happens(NotHeard())
    assert caller.state == before
    assert isinstance(caller.ending, Listen)
