"""Collect a field: take what was proposed, read it back, or ask with the prompt that fits the misses so far."""

from dataclasses import fields

from ivr.dialog.draft import Draft
from ivr.dialog.instructions import Hearing, Listen, Say
from ivr.dialog.script import Field, Script
from ivr.dialog.state import CallState
from ivr.dialog.values import Json

YES_OR_NO = Hearing(accept=0.6)
"""How to hear a confirmation: it is asked in so many words that less confidence will do."""

UNHURRIED = 1.6
"""How much longer easy mode waits."""


def collect(script: Script, draft: Draft, field: Field) -> Draft:
    """Fill the field from a proposal, or ask the caller."""
    draft = draft.await_slot(field.slot)
    proposal = draft.state.proposed.get(field.slot)
    if proposal is None:
        return ask(script, draft, field)
    if proposal.sure or not read_back_of(field, proposal.value):
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
    asked = draft.say(Say(read_back_of(field, value), {"value": value})).change(confirming=True, leaving="")
    return asked.end(listen(script, asked.state, field), f"confirm {field.slot}")


def read_back_of(field: Field, value: Json) -> str:
    """Return the prompt that confirms a value, or nothing when the value needs no confirmation."""
    return field.read_back if isinstance(field.read_back, str) else field.read_back.get(str(value), "")


def listen(script: Script, state: CallState, field: Field) -> Listen:
    """Return how to listen for the field as the state stands."""
    hearing: dict[str, object] = {item.name: getattr(field, item.name) for item in fields(Hearing)}
    grammars = field.grammars
    if state.confirming:
        hearing |= {name: getattr(YES_OR_NO, name) for name in ("keys", "accept", "confirm")}
        grammars = script.yes_no + field.corrections
    if state.easy:
        hearing |= _unhurried(field)
    return Listen(field.slot, grammars + script.universals, not state.keypad_only, **hearing)  # type: ignore[arg-type]


def _unhurried(field: Field) -> dict[str, object]:
    timers = ("timeout", "complete_timeout", "incomplete_timeout", "interdigit_timeout")
    return {name: getattr(field, name) * UNHURRIED for name in timers}
