from dataclasses import replace

from ivr.dialog.events import Filled
from tests.dialog.caller import Caller
from tests.dialog.pizza import PIZZA


def test_the_first_empty_slot_is_asked(caller):
    assert caller.is_asked("size")
    assert caller.hears("ask_size")


def test_an_answer_leads_to_the_next_question(caller):
    caller.answers("small")
    assert caller.is_asked("phone")
    assert caller.why == "size is small heard 0.90; ask phone"


def test_one_utterance_fills_several_slots(caller):
    caller.answers({"size": "small", "phone": "2025550143"})
    assert caller.waits_for("ovens") == {"size": "small"}
    assert caller.state.slots["phone"] == "2025550143"


def test_of_a_doubtful_utterance_of_several_slots_the_later_ones_are_confirmed(caller):
    caller.answers_unclearly({"size": "small", "phone": "2025550143"})
    assert caller.prompts == ["confirm_phone"]
    caller.answers(True)
    assert caller.waits_for("ovens") == {"size": "small"}


def test_keys_and_speech_are_heard_with_field_and_universals(caller):
    assert caller.listening.grammars == ("size", "universals")
    assert caller.listening.keys.max_digits == 1
    caller.answers("small")
    assert caller.listening.keys.max_digits == 11
    assert caller.listening.sensitive


def test_a_sensitive_answer_is_not_in_the_reason(caller):
    caller.answers("small").answers("2025550143")
    assert "2025550143" not in caller.why
    assert caller.why.startswith("phone heard 0.90")


def test_an_item_inserted_before_does_not_swallow_the_answer(caller):
    caller.state = caller.state.__class__(form="order", awaits="tip", slots={"phone": "1"})
    caller.answers("nothing")
    assert caller.state.slots["tip"] == "nothing"
    assert caller.is_asked("size")


def test_an_answer_to_a_question_that_is_gone_is_not_used(caller):
    caller.state = caller.state.__class__(form="order", awaits="sauce")
    caller.answers("red")
    assert caller.is_asked("size")
    assert "red" not in caller.state.slots.values()


def test_a_known_value_is_proposed_and_confirmed():
    caller = Caller(PIZZA)
    assert caller.hears("confirm_size")
    caller.answers(True)
    assert caller.state.slots["size"] == "large"


def test_the_words_of_an_answer_are_kept_where_the_field_says_so():
    field = replace(PIZZA.forms["order"].items[0], keeps="words")
    order = replace(PIZZA.forms["order"], items=(field, *PIZZA.forms["order"].items[1:]))
    caller = Caller(replace(PIZZA, forms={**PIZZA.forms, "order": order}))
    caller.happens(Filled("small", heard="a small one please"))
    assert caller.state.slots["words"] == "a small one please"


def test_keys_empty_the_words_that_were_kept():
    field = replace(PIZZA.forms["order"].items[0], keeps="words")
    order = replace(PIZZA.forms["order"], items=(field, *PIZZA.forms["order"].items[1:]))
    caller = Caller(replace(PIZZA, forms={**PIZZA.forms, "order": order}))
    caller.happens(Filled("small", by="keys", heard="1"))
    assert caller.state.slots["words"] == ""
