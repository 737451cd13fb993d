"""Visit the items of a form: select the first whose slot is empty, then collect, look up, act or decide."""

from ivr.dialog.acting import act
from ivr.dialog.collect import collect
from ivr.dialog.draft import Draft
from ivr.dialog.instructions import LookUpRequest, Say
from ivr.dialog.script import Act, Decision, Field, Form, Goto, Item, LookUp, Script
from ivr.dialog.values import Slots

MOST_ITEMS = 20
"""More visits than this in one turn are a loop."""


class DialogLoop(Exception):
    """A turn visited too many items: the forms chase each other."""


def visit(script: Script, draft: Draft) -> Draft:
    """Visit items until something ends the step.

    Raises:
        DialogLoop: the forms never come to a question or an end.
    """
    visited = 0
    while not draft.ending:
        if visited == MOST_ITEMS:
            raise DialogLoop(f"more than {MOST_ITEMS} items, now in {draft.state.form}")
        draft, visited = _visit_next(script, draft), visited + 1
    return draft


def select(form: Form, slots: Slots) -> Item | None:
    """Return the first item whose slot is empty, or None when the form is done."""
    return next((item for item in form.items if item.slot not in slots and item.when(slots)), None)


def _visit_next(script: Script, draft: Draft) -> Draft:
    form = script.forms[draft.state.form]
    match select(form, draft.state.slots):
        case None:
            return draft.make(script, (Goto(form.then or script.goodbye),)).because(f"{form.name} is done")
        case Field() as field:
            return collect(script, draft, field)
        case LookUp() as look_up:
            return _ask_source(draft, look_up)
        case Act() as item:
            return act(script, draft, item)
        case Decision() as decision:
            return _decide(script, draft, decision)


def _ask_source(draft: Draft, item: LookUp) -> Draft:
    using = {slot: draft.state.slots.get(slot) for slot in item.using}
    return draft.await_slot(item.slot).end(LookUpRequest(item.slot, item.source, using), f"look up {item.source}")


def _decide(script: Script, draft: Draft, item: Decision) -> Draft:
    moves = item.function(draft.state.slots)
    says = (move for move in moves if isinstance(move, Say))
    decided = draft.serve(item.serves, says).fill(item.slot, True).make(script, moves)
    if decided.ending:  # a late event must get the same ending again
        return decided.clear((item.slot,))
    targets = [move.form for move in moves if isinstance(move, Goto)]
    return decided.because(f"{item.slot}: {targets[0]}") if targets else decided
