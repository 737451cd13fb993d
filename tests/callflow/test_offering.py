"""Wishes in the caller's own words: told when sure, offered with their keys when doubtful."""

import pytest

from ivr.dialog.events import Filled
from ivr.dialog.instructions import Transfer
from tests.callflow.hotline_caller import HotlineCaller


def means(caller: HotlineCaller, *topics: str, **slots: str) -> HotlineCaller:
    """Answer the main question in words that these topics were found in."""
    return caller.happens(Filled({"topic": list(topics), **slots}, 0.9, heard="in my own words"))


def test_a_sure_topic_is_told_and_gone_on_with(caller: HotlineCaller) -> None:
    means(caller, "repair")
    assert caller.heard.startswith("Your repair.")
    assert caller.listening.field == "number"


def test_a_number_in_the_same_sentence_is_used(caller: HotlineCaller) -> None:
    means(caller, "repair", number="472916")
    assert caller.heard.startswith("Your repair.")
    assert caller.listening.field == "factor"


def test_doubtful_topics_are_offered_each_with_its_key(caller: HotlineCaller) -> None:
    means(caller, "send_in", "repair", "warranty")
    assert "Sending in a phone. Press 1. Your repair. Press 2. Your warranty. Press 3." in caller.heard
    caller.presses("2")
    assert caller.listening.field == "number"


def test_an_offered_topic_may_be_named(caller: HotlineCaller) -> None:
    means(caller, "send_in", "repair")
    caller.says("the second one")
    assert caller.listening.field == "number"


def test_another_topic_may_be_said_instead_with_its_number(caller: HotlineCaller) -> None:
    means(caller, "screen", "centre")
    caller.says("repair")
    assert caller.listening.field == "number"


@pytest.mark.parametrize("answer", ["neither", "none of these"])
def test_none_of_the_offered_ones_leads_to_the_menu(caller: HotlineCaller, answer: str) -> None:
    means(caller, "screen", "centre")
    caller.says(answer)
    assert "press 4" in caller.heard.lower()


def test_a_key_that_was_not_offered_leads_to_the_menu(caller: HotlineCaller) -> None:
    means(caller, "screen", "centre")
    caller.presses("3")
    assert caller.listening.field == "topic"


def test_a_dangerous_phone_is_warned_of_at_once_and_an_agent_told(caller: HotlineCaller) -> None:
    means(caller, "safety")
    assert "do not charge it" in caller.heard
    assert caller.transcript[-1] == "    transfers to agents, topic safety"


def test_the_agent_is_told_the_topic_that_was_chosen(caller: HotlineCaller) -> None:
    means(caller, "screen", "not_fixed")
    caller.presses("2")
    assert caller.transcript[-1] == "    transfers to agents, topic not_fixed"


def test_wishes_of_one_sentence_come_one_after_the_other(caller: HotlineCaller) -> None:
    caller.happens(Filled({"topic": {"one_by_one": ["repair", "warranty"]}, "number": "4729"}, 0.9, heard="both"))
    assert caller.heard.startswith("Your repair.")
    caller.presses("0143")
    assert "Your warranty." in caller.heard
    assert caller.listening.field == "same_device"


def test_an_agent_takes_all_wishes_of_a_sentence(caller: HotlineCaller) -> None:
    caller.happens(Filled({"topic": {"one_by_one": ["not_fixed", "repair"]}}, 0.9, heard="both"))
    assert caller.transcript[-1] == "    transfers to agents, topic not_fixed"
    assert "wishes" not in caller.state.slots


@pytest.mark.parametrize(("topic", "priority"), [("safety", 2), ("not_fixed", 1)])
def test_who_is_in_danger_comes_first_and_who_was_not_helped_ahead_of_the_line(
    caller: HotlineCaller, topic: str, priority: int
) -> None:
    assert means(caller, topic).ending == Transfer("agents", topic, priority)
