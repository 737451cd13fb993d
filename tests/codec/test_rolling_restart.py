"""Whole calls go on over what another version of the code stored, from whatever turn on."""

from itertools import pairwise

import pytest

from ivr.services.repair.demo import add_demo_repairs
from tests.codec.stored import CALLS, put_in_place, with_unknown_fields
from tests.line import Clock, Office

SLOW = "slow_look_up"
"""The call whose look-up was slow: there is something to take over only once its answer is late."""

BETWEEN = [
    (name, at) for name, steps in CALLS.items() for at in range(len(steps) - 1) if name != SLOW or "lookup" in steps[at]
]


@pytest.fixture
def line(sqlite_database):
    clock = Clock()
    add_demo_repairs(sqlite_database, clock())
    return Office(sqlite_database, clock=clock, hears=True).line()


def act(line, step, name):
    """Do what the caller of the fixture did, at the time they did it."""
    what, *args = step["do"]
    line.office.clock.passes(2 if name == "typed_with_pauses" else 12)
    getattr(line, what)(*args)


def stands_as(line, step, name):
    """Tell whether a call stands where the older code had it stand after the step."""
    state = line.call.state
    same = {"form", "awaits", "confirming", "easy", "keypad_only", "noinput", "nomatch"}
    if name == "speech_is_lost":
        same -= {"keypad_only"}  # lost words were counted with lost streams, and took speech away for good
    return {name: state[name] for name in same} == {name: step["state"][name] for name in same}


@pytest.mark.soak
@pytest.mark.parametrize(("name", "at"), BETWEEN)
def test_a_process_of_this_version_takes_over_after_any_turn(line, name, at):
    steps = CALLS[name]
    line.rings()
    line.office.clock.now = type(line.office.clock.now).fromisoformat(steps[at]["reply"]["at"])
    put_in_place(line.office.database, steps[at], line.office.clock())
    line.gets_document(steps[at]["document"])
    for step in steps[at + 1 :]:
        act(line, step, name)
        assert "something went wrong" not in line.heard
        assert stands_as(line, step, name), step["do"]


@pytest.mark.parametrize("name", [name for name in CALLS if name != SLOW])
def test_every_stored_value_of_a_call_may_be_another_version_s(line, name):
    steps = CALLS[name]
    line.rings()
    for before, step in pairwise(steps):
        line.office.clock.now = type(line.office.clock.now).fromisoformat(before["reply"]["at"])
        put_in_place(line.office.database, before, line.office.clock(), with_unknown_fields)
        line.gets_document(before["document"])
        act(line, step, name)
        assert stands_as(line, step, name), step["do"]


def test_a_reply_that_can_not_be_read_is_an_apology_and_an_agent_and_the_call_still_ends(line):
    line.rings()
    put_in_place(line.office.database, {**CALLS["repair_by_keys"][0], "reply": {"turn": []}}, line.office.clock())
    line.presses("1").hears("something went wrong")
    assert line.verbs[-1] == "Enqueue"
    broken = {**CALLS["repair_by_keys"][0], "turn": 2, "reply": {"turn": []}}
    put_in_place(line.office.database, broken, line.office.clock())
    line.hangs_up()
    assert line.call.ended_at
