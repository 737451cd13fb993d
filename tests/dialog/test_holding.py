"""Who looks for a number is left in peace for a minute."""

import pytest

from tests.callflow.hotline_caller import HotlineCaller


@pytest.fixture
def caller():
    return HotlineCaller(number=None).says("repair")


@pytest.mark.parametrize("words", ["wait", "one moment please", "hold on let me find it", "just a second let me look"])
def test_wait_at_a_number_is_no_number_but_gives_a_minute_of_quiet(caller, words):
    caller.says(words)
    assert caller.prompts == ["take_your_time"]
    assert caller.listening.tone


def test_the_number_is_taken_out_of_the_quiet(caller):
    caller.says("one moment").says("four seven two nine")
    assert caller.is_asked("factor")
    assert not caller.listening.tone


def test_who_is_ready_is_asked_again(caller):
    assert caller.says("hang on").says("i'm ready").hears("ask_number")
    assert not caller.listening.tone


def test_a_key_ends_the_quiet(caller):
    assert caller.says("wait a minute").presses("5").hears("ask_number")


def test_talk_to_others_and_the_end_of_the_minute_are_no_misses(caller):
    caller.says("one moment").says("darling where is the receipt")
    assert caller.prompts == []
    assert caller.listening.tone
    assert caller.is_silent().prompts == ["ask_number"]
    assert (caller.state.noinput, caller.state.nomatch) == (0, 0)


def test_who_asks_what_an_imei_is_gets_help(caller):
    assert caller.says("what is an i m e i").hears("number_help", "ask_number")
