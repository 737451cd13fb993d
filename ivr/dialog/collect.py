"""Collect a field: take what was proposed, read it back, or ask with the prompt that fits the misses so far."""

from dataclasses import fields

from ivr.dialog.draft import Draft
from ivr.dialog.instructions import Hearing, Listen, Say
from ivr.dialog.script import Field, Script
from ivr.dialog.state import CallState
from ivr.dialog.values import Json

UNHURRIED = 1.6
"""How much longer easy mode waits."""


def collect(script: Script, draft: Draft, field: Field) -> Draft:
    """Fill the field from a proposal, or ask the caller."""
    draft = draft.await_slot(field.slot)
    proposal = draft.state.proposed.get(field.slot)
    if proposal is None:
        return ask(script, draft, field)
    if proposal.sure:
        return take(draft, field, proposal.value)
    return read_back(script, draft, field, proposal.value)


def take(draft: Draft, field: Field, value: Json) -> Draft:
    """Fill the field's slot and remember the way back to it."""
    way = (*draft.state.back, (draft.state.form, field.slot))[-10:]
    return draft.fill(field.slot, value).change(awaits="", confirming=False, noinput=0, nomatch=0, back=way)


def ask(script: Script, draft: Draft, field: Field) -> Draft:
    """Say the field's prompt and listen."""
    slots = draft.state.slots
    misses = draft.state.noinput + draft.state.nomatch
    prompt = field.prompts[min(misses, len(field.prompts) - 1)]
    asked = draft.say(*field.before(slots), Say(prompt, field.values(slots))).change(confirming=False, leaving="")
    return asked.end(listen(script, asked.state, field), f"ask {field.slot}")


def read_back(script: Script, draft: Draft, field: Field, value: Json) -> Draft:
    """Ask whether a value is right. The caller may say yes, no, or the right one at once."""
    prompt = field.read_back if isinstance(field.read_back, str) else field.read_back[str(value)]
    asked = draft.say(Say(prompt, {"value": value})).change(confirming=True, leaving="")
    return asked.end(listen(script, asked.state, field), f"confirm {field.slot}")


def listen(script: Script, state: CallState, field: Field) -> Listen:
    """Return how to listen for the field as the state stands."""
    hearing: dict[str, object] = {item.name: getattr(field, item.name) for item in fields(Hearing)}
    grammars = field.grammars
    if state.confirming:
        hearing |= _yes_or_no()
        grammars = script.yes_no + field.corrections
    if state.easy:
        hearing |= _unhurried(field)
    return Listen(field.slot, grammars + script.universals, not state.keypad_only, **hearing)  # type: ignore[arg-type]


def _yes_or_no() -> dict[str, object]:
    plain = Hearing()
    return {name: getattr(plain, name) for name in ("keys", "accept", "confirm")}


def _unhurried(field: Field) -> dict[str, object]:
    timers = ("timeout", "complete_timeout", "incomplete_timeout")
    return {name: getattr(field, name) * UNHURRIED for name in timers}
