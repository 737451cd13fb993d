"""Too many live calls of one number, or of numbers like it, are answered apart: keys still reach an agent."""

import pytest

from ivr.calls import Caps
from ivr.calls.caps import NO_CAPS
from tests.line import Clock, Office

CROWDED = "too many calls from your number"


@pytest.fixture
def office(database):
    return Office(database, clock=Clock(), hears=True, caps=Caps(3, 5, 2))


@pytest.fixture
def ring(office):
    """Let a call of a number come in."""
    sids = iter(range(1, 100))
    return lambda caller: office.line(f"CA{next(sids):032x}", caller).rings()


def test_a_call_beyond_the_cap_of_its_number_hears_why_and_reaches_an_agent_by_key(ring):
    first = [ring("+12025550143") for _ in range(3)]
    assert not any(CROWDED in line.heard for line in first)
    assert ring("+12025550143").hears(CROWDED).presses("1").verbs[-1] == "Enqueue"
    assert ring("+12025550143").hears(CROWDED).presses("0").verbs[-1] == "Enqueue"


def test_who_presses_nothing_is_not_queued_nor_streamed(ring):
    for _ in range(3):
        ring("+12025550143")
    crowded = ring("+12025550143")
    assert crowded.started is None
    assert crowded.is_silent().hears("Goodbye").verbs[-1] == "Hangup"


def test_calls_that_are_over_count_no_more(ring):
    lines = [ring("+12025550143") for _ in range(4)]
    for line in lines:
        line.hangs_up()
    assert CROWDED not in ring("+12025550143").heard


def test_numbers_that_differ_in_their_last_digits_are_counted_together_and_others_apart(ring):
    for number in range(5):
        assert CROWDED not in ring(f"+120255501{number:02}").heard
    ring("+12025550199").hears(CROWDED)
    assert CROWDED not in ring("+12025660199").heard


def test_callers_who_withhold_their_number_are_counted_among_themselves(ring):
    for number in ("anonymous", "Restricted"):
        assert CROWDED not in ring(number).heard
    ring("+266696687").hears(CROWDED)
    assert CROWDED not in ring("+12025550143").heard


def test_a_call_that_began_four_hours_ago_is_not_going_on(ring, office):
    for _ in range(3):
        ring("+12025550143")
    office.clock.passes(4 * 3600 + 1)
    assert CROWDED not in ring("+12025550143").heard


def test_a_repeated_webhook_gets_the_same_answer(ring):
    for _ in range(3):
        ring("+12025550143")
    crowded = ring("+12025550143")
    assert crowded.bytes == crowded.rings().bytes


def test_of_many_calls_of_a_machine_that_presses_nothing_only_those_below_the_cap_end_in_the_queue(sqlite_database):
    office = Office(sqlite_database, clock=Clock(), caps=Caps(10))
    lines = [office.line(f"CA{number:032x}").rings() for number in range(40)]
    for line in lines:
        for _ in range(4):
            if line.document.find("Gather") is not None:
                line.is_silent()
    queued = [line.verbs[-1] == "Enqueue" for line in lines]
    assert queued == [True] * 10 + [False] * 30


def test_without_caps_nobody_is_counted(database):
    office = Office(database, clock=Clock(), caps=NO_CAPS)
    lines = [office.line(f"CA{number:032x}").rings() for number in range(60)]
    assert not any(CROWDED in line.heard for line in lines)
