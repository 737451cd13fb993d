from dataclasses import replace

import pytest

from ivr.dialog.events import Universal
from tests.dialog.caller import Caller
from tests.dialog.pizza import PIZZA


def test_an_agent_can_be_had_at_any_question(caller):
    caller.asks_for("agent")
    assert caller.is_transferred_to("agents")
    assert caller.why.startswith("agent because the caller asked")


def test_an_agent_can_be_had_while_something_is_looked_up(caller):
    caller.answers("small").answers("2025550143").asks_for("agent")
    assert caller.is_transferred_to("agents")


def test_repeat_says_the_question_again_and_counts_no_miss(caller):
    caller.asks_for("repeat")
    assert caller.prompts == ["ask_size"]
    assert caller.state.nomatch == 0


def test_repeat_after_a_miss_says_the_whole_question_again(caller):
    caller.mumbles().asks_for("repeat")
    assert caller.prompts == ["ask_size"]


def test_repeat_says_the_answer_again_too(caller):
    caller.answers("small").answers("2025550143").finds(["stone"]).mumbles().asks_for("repeat")
    assert caller.prompts == ["served", "ask_tip"]
    assert caller.said_now[0].values == {"size": "small"}


def test_back_returns_to_the_question_before(caller):
    caller.answers("small").asks_for("back")
    assert caller.is_asked("size")
    assert "size" not in caller.state.slots


def test_back_from_a_confirmation_asks_the_same_question(caller):
    caller.answers_unclearly("small").asks_for("back")
    assert caller.hears("ask_size")


def test_back_at_the_beginning_repeats(caller):
    caller.asks_for("back")
    assert caller.hears("ask_size")


def test_help_explains_and_asks_again(caller):
    caller.asks_for("help")
    assert caller.prompts == ["size_help", "ask_size"]


def test_help_without_words_of_its_own_is_general(caller):
    caller.answers("small").asks_for("help")
    assert caller.prompts == ["help", "ask_phone"]


def test_slower_repeats_in_easy_mode(caller):
    caller.asks_for("slower")
    assert caller.prompts == ["slower", "ask_size"]
    assert all(say.easy for say in caller.said_now)


def test_cancel_starts_over_in_the_menu(caller):
    caller.answers("small").asks_for("cancel")
    assert caller.hears("ask_size")


def test_goodbye_ends_the_call(caller):
    caller.asks_for("goodbye")
    assert caller.hears("goodbye")
    assert caller.is_hung_up()


def test_keypad_keeps_no_more_words(caller):
    assert caller.listening.speech
    caller.asks_for("keypad")
    assert caller.hears("keypad", "ask_size")
    assert not caller.listening.speech
    assert all(say.keypad for say in caller.said_now)


@pytest.mark.parametrize("name", ["agent", "goodbye", "cancel"])
def test_an_unclear_wish_to_leave_is_asked_back(caller, name):
    caller.asks_for(name, unclearly=True)
    assert caller.prompts == [f"confirm_{name}"]
    caller.answers(False)
    assert caller.hears("ask_size")


def test_a_confirmed_wish_to_leave_is_obeyed(caller):
    caller.asks_for("goodbye", unclearly=True).answers(True)
    assert caller.is_hung_up()


def test_silence_after_an_unclear_goodbye_does_not_end_the_call(caller):
    caller.asks_for("goodbye", unclearly=True).is_silent()
    assert caller.hears("ask_size_again")


def test_with_one_language_there_is_nothing_to_switch(caller):
    caller.asks_for("language")
    assert caller.hears("one_language", "ask_size")


def test_with_one_language_the_keys_of_others_are_unknown_keys(caller):
    caller.happens(Universal("language", choice="2"))
    assert caller.hears("nomatch", "ask_size_again")
    assert caller.why.startswith("nomatch 1 of 3, got '7'")


def test_a_key_leads_to_another_language():
    caller = Caller(PIZZA, number=None, languages=("en", "fr"))
    caller.happens(Universal("language", choice="1"))
    assert caller.state.language == "fr"
    assert caller.hears("language", "ask_size")


def test_who_names_no_language_hears_what_there_is():
    caller = Caller(PIZZA, number=None, languages=("en", "fr", "zh"))
    caller.asks_for("language")
    assert caller.state.language == "en"
    assert caller.hears("language_offer", "language_offer", "ask_size")


def test_a_language_changes_in_the_middle_of_a_confirmation():
    caller = Caller(PIZZA, number=None, languages=("en", "fr"))
    caller.answers_unclearly("large").happens(Universal("language", choice="fr"))
    assert caller.hears("language", "confirm_size")


def test_a_late_event_gets_the_same_ending_again(caller):
    caller.asks_for("goodbye").mumbles()
    assert caller.hears("goodbye")
    assert caller.is_hung_up()


def test_ready_says_the_question_again(caller):
    caller.asks_for("ready")
    assert caller.prompts == ["ask_size"]
    assert caller.why.startswith("ready")


def test_who_asks_to_wait_while_something_is_looked_up_hears_the_last_words_again(caller):
    caller.answers("small").answers("2025550143").asks_for("wait")
    assert "take_your_time" not in caller.prompts


def test_a_universal_that_nobody_knows_ends_at_an_agent(caller):
    caller.asks_for("dance")
    assert caller.is_transferred_to("agents")
    assert caller.why.startswith("agent because the dialog broke: ValueError")


def test_back_to_a_question_that_a_newer_script_has_no_more_says_the_present_one(caller):
    caller.answers("small")
    caller.state = replace(caller.state, back=(("order", "colour"),))
    caller.asks_for("back")
    assert caller.is_asked("phone")
    assert caller.why.startswith("the way back is gone")


def test_another_language_from_the_start_begins_anew():
    caller = Caller(PIZZA, languages=("en", "fr")).happens(Universal("language", choice="fr", from_start=True))
    assert caller.state.language == "fr"
    assert caller.hears("confirm_size")
    assert not caller.hears("language")
