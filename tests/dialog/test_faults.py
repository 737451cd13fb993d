from dataclasses import replace

import pytest

from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Decision, Form, Goto
from ivr.dialog.state import CallState, UnreadableState
from tests.dialog.caller import Caller
from tests.dialog.pizza import PIZZA


def test_a_fault_is_an_apology_and_an_agent(caller):
    caller.meets_a_fault()
    assert caller.hears("apology", "to_agent")
    assert caller.is_transferred_to("agents")


def test_forms_that_chase_each_other_end_at_an_agent():
    caller = Caller(replace(PIZZA, first="loop"))
    assert caller.is_transferred_to("agents")
    assert caller.why.startswith("agent because the dialog broke: DialogLoop")


@pytest.mark.parametrize("form", ["broken", "maze", "no such form"])
def test_a_broken_form_ends_at_an_agent_and_tells_no_values(form):
    caller = Caller(replace(PIZZA, first=form))
    assert caller.hears("apology", "to_agent")
    assert caller.is_transferred_to("agents")
    assert "4729" not in caller.why


def test_what_breaks_leads_to_the_agent_form_which_may_know_better():
    closed = Form("agent", (Decision("connected", lambda _: (Say("agents_away"), Goto("order"))),))
    caller = Caller(replace(PIZZA, forms={**PIZZA.forms, "agent": closed}, first="broken"), number=None)
    assert caller.hears("apology", "agents_away", "ask_size")


def test_where_the_agent_form_is_broken_too_the_caller_is_transferred():
    broken = Form("agent", PIZZA.forms["broken"].items)
    caller = Caller(replace(PIZZA, forms={**PIZZA.forms, "agent": broken}, first="broken"))
    assert caller.prompts == ["apology"]
    assert caller.is_transferred_to("agents")


def test_what_broke_is_handed_to_the_log():
    assert isinstance(Caller(replace(PIZZA, first="broken")).step.broken, ZeroDivisionError)


def test_a_state_in_a_form_that_is_gone_ends_at_an_agent(caller):
    caller.state = CallState(form="closed last year")
    assert caller.is_silent().is_transferred_to("agents")


@pytest.mark.parametrize(
    "data", [None, [], {}, {"form": 3}, {"form": "order", "back": 7}, {"form": "", "proposed": []}]
)
def test_unreadable_state_says_so_and_never_starts_over(data):
    with pytest.raises(UnreadableState):
        CallState.from_json(data)


def test_old_code_reads_new_state():
    state = CallState("order", slots={"size": "small"})
    assert CallState.from_json(state.to_json() | {"mood": "happy"}) == state


def test_new_code_reads_old_state():
    assert CallState.from_json({"form": "order"}) == CallState("order")


@pytest.mark.parametrize("moves", [("no move",), (Say("hello"),)])
def test_a_decision_that_answers_no_move_or_leads_nowhere_for_ever_ends_at_an_agent(moves):
    silly = Form("silly", (Decision("said", lambda _: (*moves, Clear(("said",)))),))
    caller = Caller(replace(PIZZA, forms={**PIZZA.forms, "silly": silly}, first="silly"))
    assert caller.hears("apology")
    assert caller.is_transferred_to("agents")


def test_what_was_denied_is_not_proposed_again():
    caller = Caller(PIZZA).answers(False)
    caller.state = replace(caller.state, form="welcome", awaits="", slots={"caller": "+12025550143"})
    caller.asks_for("repeat")
    assert "size was denied before" in caller.why
    assert "confirm_size" not in caller.prompts
