"""Whole calls go on over what another version of the code stored, from whatever turn on."""

from contextlib import suppress

import pytest

from ivr.outbox import Refused
from ivr.services import SERVICES
from ivr.services.my_data.carrying_out import CARRY_OUT, FORGET
from ivr.services.repair.demo import add_demo_repairs
from tests.codec.stored import (
    CALLS,
    NEWEST,
    document_of,
    objects,
    put_in_place,
    with_unknown_field_at,
    with_unknown_fields,
)
from tests.line import Clock, Office

SLOW = "slow_look_up"
"""The call whose look-ups were slow: there is something to take over only once an answer is late."""
BY_OTHERS = {FORGET, CARRY_OUT, "request_data", "count_article"}
"""Commands that follow others, need a number on file too, or are written with the turn."""
WHOLE = [name for name in CALLS if name != f"version_0: {SLOW}"]

# A code that came by text, and a text that waits, are rows that an older process wrote: only the whole call has them.
ROWS = (["types_code"], ["works"])
BETWEEN = [
    (name, at)
    for name, steps in CALLS.items()
    for at in range(len(steps) - 1)
    if (SLOW not in name or "lookup" in steps[at]) and not any(step["do"] in ROWS for step in steps)
]


@pytest.fixture
def line(sqlite_database):
    """A call to a hotline of the days of version 0, with repairs only."""
    clock = Clock()
    add_demo_repairs(sqlite_database, clock())
    return Office(sqlite_database, clock=clock, hears=True).line()


@pytest.fixture
def taking_over(request):
    """Return what lets a process of this version take over stored calls, by their names."""

    def taking_over(name):
        if name.startswith("version_0"):
            return TakingOver(request.getfixturevalue("line"), name)
        return TakingOverToday(request.getfixturevalue("player"), name)

    return taking_over


class TakingOver:
    """A process of this version, and a stored call that it takes over."""

    def __init__(self, line, name):
        self.line, self.name, self.steps = line, name, CALLS[name]
        line.rings()

    def stands_after(self, at, change=lambda value: value):
        """Let the call stand as the older code had it after a step."""
        step, clock = self.steps[at], self.line.office.clock
        clock.now = type(clock.now).fromisoformat(step.get("at", step["reply"]["at"]))
        put_in_place(self.line.office.database, step, clock(), change)
        self.line.gets_document(document_of(step))

    def acts(self, at):
        """Do what the caller of the step did, at the time they did it; it must come to the same."""
        what, *given = self.steps[at]["do"]
        self.line.office.clock.passes(2 if "typed_with_pauses" in self.name else 12)
        getattr(self.line, what)(*given)
        self.stands_as(self.steps[at])

    def stands_as(self, step):
        assert "something went wrong" not in self.line.heard
        state = self.line.call.state
        same = {"form", "awaits", "confirming", "easy", "keypad_only", "noinput", "nomatch"}
        if "speech_is_lost" in self.name:
            same -= {"keypad_only"}  # lost words were counted with lost streams, and took speech away for good
        assert {name: state[name] for name in same} == {name: step["state"][name] for name in same}, step["do"]


class TakingOverToday(TakingOver):
    """The same, with every service."""

    def __init__(self, player, name):
        self.player = player
        if SLOW in name:
            player.is_late()
        self.line, self.name, self.steps = player.line, name, CALLS[name]
        player.does(*self.steps[0]["do"])

    def acts(self, at):
        self.player.does(*self.steps[at]["do"])
        self.stands_as(self.steps[at])


@pytest.mark.soak
@pytest.mark.parametrize(("name", "at"), BETWEEN)
def test_a_process_of_this_version_takes_over_after_any_turn(taking_over, name, at):
    call = taking_over(name)
    call.stands_after(at)
    for later in range(at + 1, len(call.steps)):
        call.acts(later)


@pytest.mark.parametrize("name", WHOLE)
def test_every_stored_value_of_a_call_may_be_another_version_s(taking_over, name):
    call = taking_over(name)
    for at in range(len(call.steps) - 1):
        call.stands_after(at, with_unknown_fields)
        call.acts(at + 1)


@pytest.mark.parametrize("kind", NEWEST["payloads"])
def test_a_command_of_another_version_is_done(player, kind):
    do = {handler.kind: handler.do for handler in player.handlers}[kind]
    payload = NEWEST["payloads"][kind]
    for number, path in enumerate(objects(payload)):
        with suppress(Refused):  # a time that is gone, a quote that has been answered
            do(with_unknown_field_at(payload, path), f"CA1:{number}:{kind}")


def test_the_stored_calls_go_through_every_service_and_every_kind_of_command():
    forms = {step["state"]["form"] for steps in NEWEST["calls"].values() for step in steps}
    missing = {
        service.name for service in SERVICES if service.forms and not forms & {form.name for form in service.forms}
    }
    kinds = {kind for service in SERVICES for kind in service.commands} - BY_OTHERS
    assert (missing, kinds - NEWEST["payloads"].keys()) == (set(), set())


def test_a_reply_that_can_not_be_read_is_an_apology_and_an_agent_and_the_call_still_ends(line):
    line.rings()
    put_in_place(
        line.office.database, {**CALLS["version_0: repair_by_keys"][0], "reply": {"turn": []}}, line.office.clock()
    )
    line.presses("1").hears("something went wrong")
    assert line.verbs[-1] == "Enqueue"
    broken = {**CALLS["version_0: repair_by_keys"][0], "turn": 2, "reply": {"turn": []}}
    put_in_place(line.office.database, broken, line.office.clock())
    line.hangs_up()
    assert line.call.ended_at
