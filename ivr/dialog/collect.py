"""Collect a field: take what was proposed, read it back, or ask with the prompt that fits the misses so far."""

from dataclasses import replace

from ivr.dialog.draft import Draft
from ivr.dialog.instructions import Say
from ivr.dialog.listening import listen
from ivr.dialog.script import Field, Identifier, Script, together
from ivr.dialog.state import Heard
from ivr.dialog.values import Json


def collect(script: Script, draft: Draft, field: Field) -> Draft:
    """Fill the field from a proposal, or ask the caller."""
    draft = draft.await_slot(field.slot)
    proposal = draft.state.proposed.get(field.slot)
    if proposal is None:
        return ask(script, draft, field)
    if field.identifier and field.identifier.shape.miscounts(str(proposal.value)):
        return ask(script, draft.withdraw(field.slot).say(Say(field.identifier.miscounted)), field)
    if proposal.sure or not read_back_of(field, proposal.value):
        return take(echoed(draft, field, proposal.value), field, proposal.value)
    return read_back(script, draft, field, proposal.value)


def take(draft: Draft, field: Field, value: Json) -> Draft:
    """Fill the field's slot and remember the way back to it."""
    way = (*draft.state.back, (draft.state.form, field.slot))[-10:]
    return draft.fill(field.slot, value).change(awaits="", confirming=False, noinput=0, nomatch=0, back=way)


def echoed(draft: Draft, field: Field, value: Json) -> Draft:
    """Tell an identifier that was heard but not read back, so that the caller may put it right at the next question."""
    return draft.say(Say(field.echo, {"value": value})) if field.echo and str(value).isdecimal() else draft


def ask(script: Script, draft: Draft, field: Field) -> Draft:
    """Say the field's prompt and listen; where an identifier is known in part, ask for the rest."""
    heard = draft.state.heard.get(field.slot)
    if field.identifier and heard and (heard.parts or field.identifier.shape.is_chunk(heard.best)):
        asked = draft.hear(field.slot, replace(heard, told=True)).say(*_rest(field.identifier, heard))
    else:
        asked = _whole(draft.forget(field.slot), field)
    asked = asked.change(confirming=False, leaving="")
    return asked.end(listen(script, asked.state, field), f"ask {field.slot}")


def _whole(draft: Draft, field: Field) -> Draft:
    slots, misses = draft.state.slots, draft.state.noinput + draft.state.nomatch
    steps = (draft.state.without_speech and field.by_keys) or field.prompts
    left_out = field.leaves_out(slots)
    prompts = [prompt for prompt in together(steps[min(misses, len(steps) - 1)]) if prompt not in left_out]
    return draft.say(*field.before(slots), *(Say(prompt, field.values(slots)) for prompt in prompts))


def _rest(identifier: Identifier, heard: Heard) -> tuple[Say, ...]:
    """Say what is known, unless several parts are in doubt, and ask for the next part."""
    known, question = heard.best, Say(identifier.go_on)
    if heard.parts:
        start, stop = heard.parts[0]
        prompt = identifier.first if not start else identifier.last if stop == heard.length else identifier.next
        known, question = known[:start], Say(prompt, {"count": stop - start})
    told = known and len(heard.parts) < 2
    return (Say(identifier.so_far, {"value": known}), question) if told else (question,)


def read_back(script: Script, draft: Draft, field: Field, value: Json) -> Draft:
    """Ask whether a value is right. The caller may say yes, no, or the right one at once."""
    asked = draft.say(Say(read_back_of(field, value), {"value": value})).change(confirming=True, leaving="")
    return asked.end(listen(script, asked.state, field), f"confirm {field.slot}")


def read_back_of(field: Field, value: Json) -> str:
    """Return the prompt that confirms a value, or nothing when the value needs none, as a word in a number's place."""
    if field.identifier and not any(sign.isdecimal() for sign in str(value)):
        return ""
    return field.read_back if isinstance(field.read_back, str) else field.read_back.get(str(value), "")
