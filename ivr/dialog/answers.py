"""Take the caller's answers."""

from ivr.dialog.collect import read_back_of, take
from ivr.dialog.doubt import reopened
from ivr.dialog.draft import Draft
from ivr.dialog.events import Filled, NoMatch
from ivr.dialog.identifying import identified, is_digits
from ivr.dialog.instructions import Say
from ivr.dialog.misses import last_resort, missed
from ivr.dialog.script import Field, Script
from ivr.dialog.values import Json


def answered(script: Script, draft: Draft, field: Field, event: Filled) -> Draft:
    """Take an answer, read it back, or count it as a miss."""
    if draft.state.confirming:
        return _confirmed(script, draft, field, event)
    return _given(script, draft, field, event)


def _given(script: Script, draft: Draft, field: Field, event: Filled) -> Draft:
    value, others = split(field, event.meaning)
    sure = event.decision == "accept"
    if amended := _amended(field, value):
        return _put_right(script, draft, field, event, *amended)
    if field.identifier and not others and is_digits(value):
        return identified(script, draft.because(_how(field, event, value)), field, event, str(value))
    if event.by == "speech" and _was_denied(draft, field, value, sure):
        return _second_best(script, draft, field, event)
    if not sure and not field.read_back:
        return missed(script, draft, field, NoMatch(event.heard, event.confidence))
    draft = _with_words(draft.because(_how(field, event, value)), field, event)
    for slot, other in others.items():
        draft = draft.propose(slot, other, sure)
    if sure or others or not read_back_of(field, value):
        return take(draft, field, value)
    return draft.propose(field.slot, value)


def _amended(field: Field, value: Json) -> tuple[str, Json] | None:
    """Return the earlier slot that an answer puts right, with its value."""
    given = value if isinstance(value, dict) else {}
    return next(((slot, given[slot]) for slot in field.amends if slot in given), None)


def _put_right(script: Script, draft: Draft, field: Field, event: Filled, slot: str, value: Json) -> Draft:
    """Empty the earlier slot and all that was filled since; take the right value, or ask for it."""
    sure = event.decision == "accept"
    if value is False and not sure:
        return missed(script, draft, field, NoMatch(event.heard, event.confidence))
    wrong, slots = draft.state.slots.get(slot), script.slots(draft.state.form)
    denied = {**draft.state.denied, slot: [*draft.state.denied.get(slot, []), wrong]}
    draft = draft.change(denied=denied).clear(slots[slots.index(slot) :]).because(f"{slot} is put right")
    return draft.say(Say(script.lines.denied)) if value is False else draft.propose(slot, value, sure)


def _was_denied(draft: Draft, field: Field, value: Json, sure: bool) -> bool:
    """Tell whether a value must not be offered again. Of a few choices a denied one may still be chosen, if clearly."""
    is_choice = not isinstance(field.read_back, str)
    return value in draft.state.denied.get(field.slot, []) and not (sure and is_choice)


def _second_best(script: Script, draft: Draft, field: Field, event: Filled) -> Draft:
    """Offer the likeliest meaning that was not denied."""
    denied = draft.state.denied.get(field.slot, [])
    values = [split(field, meaning)[0] for meaning in event.alternatives]
    fresh = [value for value in values if value not in denied]
    if not fresh or not field.read_back:
        return missed(script, draft, field, NoMatch(event.heard, event.confidence))
    return draft.because(f"{field.slot}: second best, the first was denied").propose(field.slot, fresh[0])


def _confirmed(script: Script, draft: Draft, field: Field, event: Filled) -> Draft:
    proposal = draft.state.proposed.get(field.slot)
    if proposal is None:
        return draft.because(f"nothing of {field.slot} to confirm")
    sure = event.decision == "accept"
    match event.meaning:
        case True if sure:
            return take(draft.because(f"{field.slot} confirmed"), field, proposal.value)
        case True:
            return missed(script, draft, field, NoMatch(event.heard, event.confidence))
        case False:
            return _denied(script, draft, field)
    value, _others = split(field, event.meaning)
    if value == proposal.value:
        return take(draft.because(f"{field.slot} said again"), field, value)
    if field.identifier and is_digits(value):
        return _given(script, draft, field, event)
    return _given(script, draft.withdraw(field.slot, deny=True), field, event)


def _denied(script: Script, draft: Draft, field: Field) -> Draft:
    draft = draft.withdraw(field.slot, deny=True).change(nomatch=draft.state.nomatch + 1)
    reason = f"{field.slot} denied, {draft.state.nomatch} of {field.misses}"
    if draft.state.nomatch >= field.misses:
        return last_resort(script, draft, field, reason)
    return reopened(draft.because(reason).say(Say(script.lines.denied)), field)


def split(field: Field, meaning: Json) -> tuple[Json, dict[str, Json]]:
    """Return the field's own value, and what the same utterance said for later fields."""
    if not isinstance(meaning, dict) or not (field.slot in meaning or any(slot in meaning for slot in field.also)):
        return meaning, {}
    return meaning.get(field.slot, field.implied), {slot: meaning[slot] for slot in field.also if slot in meaning}


def _with_words(draft: Draft, field: Field, event: Filled) -> Draft:
    """Keep the caller's own words where the field does."""
    return draft.fill(field.keeps, event.heard if event.by == "speech" else "") if field.keeps else draft


def _how(field: Field, event: Filled, value: Json) -> str:
    what = f"{field.slot}" if field.sensitive else f"{field.slot} is {value}"
    heard = "by keys" if event.by == "keys" else f"heard {event.confidence:.2f}"
    return f"{what} {heard}" if event.decision == "accept" else f"{what} {heard}, doubtful"
