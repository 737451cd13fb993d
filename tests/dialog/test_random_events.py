"""Whatever happens in whatever order: one ending, no loop, no exception, and an agent by key."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.dialog.events import UNIVERSALS, BackFromQueue, Fault, Filled, Found, NoInput, NoMatch, SourceFailed, Universal
from ivr.dialog.instructions import Hangup, Listen, LookUpRequest, Say, Transfer
from tests.dialog.caller import Caller
from tests.dialog.pizza import PIZZA

MEANINGS = st.sampled_from(
    ["small", "tall", True, False, None, 3, {}, {"size": "small", "phone": "2025550143"}, {"size": None}, ["list"]]
)
DECISIONS = st.sampled_from(["accept", "confirm"])
EVENTS = st.one_of(
    st.builds(Filled, MEANINGS, decision=DECISIONS, alternatives=st.lists(MEANINGS, max_size=2).map(tuple)),
    st.just(NoInput()),
    st.builds(NoMatch, st.text(max_size=5), st.floats(0, 1)),
    st.builds(Universal, st.sampled_from(UNIVERSALS), DECISIONS),
    st.builds(Found, st.sampled_from(["oven", "size"]), st.sampled_from([[], ["stone"], None])),
    st.builds(SourceFailed, st.just("oven")),
    st.builds(BackFromQueue, st.sampled_from(["bridged", "queue-full", "leave"])),
    st.just(Fault()),
)


@pytest.mark.thorough
@settings(max_examples=150)
@given(st.lists(EVENTS, max_size=25))
def test_every_step_has_one_ending_and_an_agent_is_one_key_away(events):
    caller = Caller(PIZZA)
    for event in events:
        caller.happens(event)
        *says, ending = caller.instructions
        assert all(isinstance(say, Say) for say in says)
        assert isinstance(ending, Listen | Transfer | Hangup | LookUpRequest)
        assert caller.step.broken is None
        assert caller.why
    caller.asks_for("agent")
    assert caller.is_transferred_to("agents")


@pytest.mark.thorough
@settings(max_examples=100)
@given(st.lists(EVENTS, max_size=15))
def test_the_same_events_give_the_same_call(events):
    first, second = Caller(PIZZA), Caller(PIZZA)
    for event in events:
        assert first.happens(event).step == second.happens(event).step
