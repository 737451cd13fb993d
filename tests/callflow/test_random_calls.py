"""Whatever callers, sources and queues do: the hotline says only what it has words for, and never breaks."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.dialog.events import (
    UNIVERSALS,
    Acted,
    BackFromQueue,
    Fault,
    Filled,
    Found,
    NoInput,
    NoMatch,
    SourceFailed,
    Universal,
)
from ivr.dialog.instructions import Await, Hangup, Listen, LookUpRequest, Say, Transfer
from ivr.dialog.script import Act, Clear, Decision, Fill, Form, Goto, Propose, Script
from ivr.services import HOTLINE
from ivr.services.repair.forms.progress import STAGES
from tests.callflow.hotline_caller import CATALOGUE
from tests.callflow.shop import IMEI, SERIAL, SERIAL_BY_KEYS, repair, warranty
from tests.dialog.caller import Caller


def essence(move):
    """What a decision must have listed under `may`."""
    match move:
        case Say(prompt):
            return Say, prompt
        case Goto(target) | Transfer(target) | Fill(target) | Propose(target):
            return type(move), target
        case Clear(slots):
            return Clear, slots
    return (type(move),)


def watched(item):
    """The same item; a decision that answers what it did not list fails."""
    if not isinstance(item, Decision):
        return item
    listed = {essence(move) for move in item.may} | {(Fill, item.slot)}

    def function(slots):
        moves = item.function(slots)
        assert {essence(move) for move in moves} <= listed, item.slot
        return moves

    return replace(item, function=function)


FORMS = {form.name: Form(form.name, tuple(map(watched, form.items)), form.then) for form in HOTLINE.forms.values()}
WATCHED: Script = replace(HOTLINE, forms=FORMS)

ANSWERS = {
    "topic": [
        "repair",
        "repair",
        "repair",
        "warranty",
        "quote",
        "cancel_repair",
        "other",
        {"topic": "repair", "number": "4729"},
    ],
    "number": ["4729", "own", IMEI, "490154203237510", "2025550143", IMEI[1:], "472", "91", "490"],
    "factor": ["2025550143", "0143", "9999", "own", "237518", "01", "43"],
    "device_number": [IMEI, SERIAL, SERIAL_BY_KEYS, "490154203237510", "49015"],
    "country": ["FR", "KR KP", "none", "33", "7", "999"],
    "more": [True, False, {"more": True, "topic": "repair", "number": "4729"}],
}
FOUND = st.lists(st.sampled_from([repair(str(4729 + i), stage) for i, stage in enumerate(STAGES)]), max_size=5)
WARRANTIES = st.sampled_from([None, warranty(), warranty() | {"benefits": [], "countries": ["*"]}])
OUTCOMES = (
    st.sampled_from(["done", "refused", "promised", "failed"]),
    st.sampled_from([{"number": "12345678"}, {"reason": "late"}, {"reason": "other"}]),
)
BY = st.sampled_from(["speech", "keys"])
DECISIONS = st.sampled_from(["accept", "accept", "confirm"])
RESULTS = st.sampled_from(["bridged", "leave", "queue-full", "hangup", "error"])
ANYTIME = st.one_of(
    st.just(NoInput()),
    st.just(NoMatch("scream", 0.4)),
    st.builds(Universal, st.sampled_from([name for name in UNIVERSALS if name != "goodbye"]), DECISIONS),
    st.just(Fault()),
)


DIGITS = st.text("01579", min_size=2, max_size=16)
PIECES = st.builds(
    Filled,
    DIGITS,
    confidence=st.floats(0.2, 1),
    by=BY,
    decision=DECISIONS,
    nbest=st.lists(st.tuples(DIGITS, st.floats(0.01, 1)), max_size=3).map(tuple),
    more=st.booleans(),
)
"""Digits that may be anything: a chunk, a part, a whole number, more than one."""


ACTS = {item.slot for form in HOTLINE.forms.values() for item in form.items if isinstance(item, Act)}


def next_event(caller, data):
    """Mostly what fits the moment, sometimes anything."""
    if data.draw(st.integers(0, 5)) == 0:
        return data.draw(ANYTIME)
    match caller.ending:
        case Listen("number" | "factor" | "device_number") if data.draw(st.integers(0, 2)) == 0:
            return data.draw(PIECES)
        case Listen(field) if caller.state.confirming or field == "leaving":
            return Filled(data.draw(st.booleans()), decision=data.draw(DECISIONS))
        case Listen(field) if field in ACTS:
            return Filled(data.draw(st.booleans()), by=data.draw(BY), decision=data.draw(DECISIONS))
        case Listen(field):
            samples = ANSWERS.get(field) or HOTLINE.kinds[field].samples
            return Filled(data.draw(st.sampled_from(samples)), decision=data.draw(DECISIONS))
        case LookUpRequest(slot):
            known = {"own": FOUND.map(lambda repairs: {"repairs": repairs}), "warranty": WARRANTIES, "repairs": FOUND}
            found = st.builds(Found, st.just(slot), known.get(slot, st.sampled_from(HOTLINE.kinds[slot].samples)))
            return data.draw(st.one_of(found, st.just(SourceFailed(slot))))
        case Await(slot):
            return data.draw(st.builds(Acted, st.just(slot), *OUTCOMES))
        case _:
            return data.draw(st.builds(BackFromQueue, RESULTS))


@pytest.mark.thorough
@settings(max_examples=80, deadline=None)
@given(st.data(), st.sampled_from([None, "+12025550143"]))
def test_every_call_is_spoken_and_ends_well(data, number):
    caller = Caller(WATCHED, number)
    for _ in range(30):
        assert caller.step.broken is None, caller.step.broken
        assert all(CATALOGUE.spoken(say).text for say in caller.said_now)
        if isinstance(caller.ending, Hangup):
            return
        caller.happens(next_event(caller, data))
    caller.asks_for("agent")
    assert caller.is_transferred_to("agents")
