"""A quote is approved or declined by its owner, once it was read back, and only by a key."""

import pytest

from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop, repair

QUOTE = repair("4729", "quote_pending", quote_deadline="2026-11-30", decline_cost="15.00")
READ = "would cost 84 euros and 50 cents. The quote stands until Monday, November 30th. Declining costs 15 euros"


def told(*repairs, refuses=""):
    """A caller who has just heard of a repair."""
    caller = HotlineCaller(Shop(*(repairs or (QUOTE,))))
    caller.shop.refuses = refuses
    return caller.presses("1").presses("4729#").presses("0143#")


def payloads(caller):
    return [(command.kind, command.payload) for command in caller.shop.done]


def test_a_quote_that_waits_is_read_back_with_the_repair():
    assert READ in told().heard


def test_it_is_approved_by_keys():
    caller = told().presses("1")
    assert "You approve the repair for 84 euros and 50 cents. To confirm, press 1." in caller.heard
    assert caller.shop.done == []
    assert "your request number is 1 2 3 4, 5 6 7 8" in caller.presses("1").heard
    ((kind, payload),) = payloads(caller)
    assert (kind, payload["quote_answer"], payload["quote"]["amount"]) == ("answer_quote", "approve", "84.50")
    assert payload["confirmed"] == {"by": "keys", "heard": ["1"]}


def test_it_is_declined_by_keys():
    caller = told().presses("2")
    assert "declining costs 15 euros. To confirm, press 1." in caller.heard
    assert caller.presses("1").hears("quote_declined")
    assert payloads(caller)[0][1]["quote_answer"] == "decline"


def test_spoken_words_alone_approve_nothing():
    caller = told().says("i approve it").says("yes")
    assert caller.shop.done == []
    assert caller.hears("confirm_by_key", "confirm_quote_approve")
    assert caller.presses("1").hears("quote_approved")


def test_a_no_to_the_confirmation_sends_nothing():
    caller = told().says("approve").says("no")
    assert caller.hears("quote_kept", "anything_else")
    assert caller.shop.done == []


def test_it_can_wait():
    assert told().presses("3").hears("quote_later", "anything_else")


def test_it_is_asked_for_by_name_after_another_matter():
    caller = told().says("later").says("i want to approve my quote")
    assert caller.hears("quote_is", "ask_quote_answer")


def test_it_is_found_by_the_menu_of_keys():
    caller = HotlineCaller(Shop(QUOTE)).presses("9").presses("3")
    assert "To approve or decline a quote, press 4." in caller.heard
    assert READ in caller.presses("4").presses("4729#").presses("0143#").heard


def test_a_repair_without_a_quote_has_none_to_answer():
    caller = told(repair("4729")).says("yes").says("approve my quote")
    assert caller.hears("no_quote", "anything_else")


def test_a_quote_without_an_amount_goes_to_an_agent():
    assert told(QUOTE | {"cost": None}).is_transferred_to("agents")


@pytest.mark.parametrize("reason", ["answered", "changed", "late"])
def test_a_refusal_is_told_with_its_reason(reason):
    assert told(refuses=reason).presses("1").presses("1").hears(f"quote_refused_{reason}")


def test_an_unknown_refusal_goes_to_an_agent():
    caller = told(refuses="computer_says_no").presses("1").presses("1")
    assert caller.hears("request_refused")
    assert caller.is_transferred_to("agents")


def test_a_repair_is_cancelled_by_voice_and_key():
    caller = told(repair("4729", "received")).says("yes").says("cancel my repair")
    assert "You cancel the repair of your Aurora 5" in caller.heard
    assert caller.presses("1").hears("repair_cancelled")
    assert payloads(caller)[0] == (
        "cancel_repair",
        {"cancelling": {"order": "4729", "model": "Aurora 5"}, "confirmed": {"by": "keys", "heard": ["1"]}},
    )


def test_a_repair_is_cancelled_by_keys_only():
    caller = HotlineCaller(Shop(repair("4729", "received"))).presses("9").presses("3").presses("5")
    assert caller.presses("4729#").presses("0143#").presses("1").hears("repair_cancelled")


def test_a_repair_that_has_begun_is_cancelled_by_an_agent():
    caller = told(repair("4729", "in_repair")).says("yes").says("cancel my repair")
    assert caller.hears("cannot_cancel")
    assert caller.is_transferred_to("agents")


def test_a_repair_that_is_over_is_not_cancelled():
    assert told(repair("4729", "delivered")).says("yes").says("cancel my repair").hears("already_over", "anything_else")
