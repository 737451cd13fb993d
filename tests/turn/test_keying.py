"""Keys of a number come with pauses: after each pause the keys so far are looked at."""

import pytest

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE

PAUSE = 2.0


@pytest.fixture
def asked(line, clock):
    """A caller who is asked for a number; its prompt has just ended."""
    line.rings().presses("1")
    clock.passes(20)
    return line


def test_the_agent_key_is_taken_after_one_pause(asked):
    assert float(asked.document.find("Gather").get("timeout")) == PAUSE
    asked.types("0").hears("agent")
    assert asked.verbs[-1] == "Enqueue"


def test_a_whole_number_needs_no_finishing_key(asked):
    asked.types(CUSTOMER_ORDER).looks_in().hears("phone number")


def test_the_four_digits_that_are_asked_for_are_taken_after_a_short_pause(office, clock):
    line = office.line(caller=CUSTOMER_PHONE).rings().presses("1")
    clock.passes(20)
    asked = line.presses(CUSTOMER_ORDER).hears("last four digits")
    assert float(asked.document.find("Gather").get("timeout")) == 1.0
    clock.passes(10)
    assert asked.types(CUSTOMER_PHONE[-4:-2]).heard == ""
    asked.types(CUSTOMER_PHONE[-2:]).hears("in repair since")


def test_half_a_number_waits_in_silence_for_the_rest(asked):
    half = asked.types(CUSTOMER_ORDER[:3])
    assert half.heard == ""
    assert half.document.find("Gather").get("numDigits") == "15"
    half.presses(CUSTOMER_ORDER[3:]).hears("phone number")


def test_a_pause_in_a_phone_number_does_not_make_an_order_number_of_it(asked):
    assert asked.types(CUSTOMER_PHONE[2:8]).heard == ""
    asked.presses(CUSTOMER_PHONE[8:]).hears("I M E I")


def test_a_number_may_come_key_by_key(asked):
    for key in CUSTOMER_ORDER:
        assert asked.types(key).heard == ""
    asked.looks_in().hears("phone number")


def test_half_a_number_without_a_rest_is_asked_again(asked):
    asked.types(CUSTOMER_ORDER[:3]).looks_in()
    assert asked.heard


def test_the_finishing_key_ends_half_a_number_at_once(asked):
    assert asked.presses(CUSTOMER_ORDER[:3]).heard


def test_a_caller_who_has_pressed_nothing_yet_is_waited_for(line, clock):
    line.rings().presses("1")
    assert line.looks_in().heard == ""
    clock.passes(60)
    assert line.looks_in().heard


def test_the_finishing_key_alone_is_not_waited_after(line):
    line.rings().presses("1")
    assert line.presses("").heard


def test_a_webhook_after_a_pause_may_come_twice(asked):
    first = asked.document
    once = asked.types("482").bytes
    asked.document = first
    assert asked.types("482").bytes == once
