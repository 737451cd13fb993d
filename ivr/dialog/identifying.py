"""Take an identifier as it comes: whole or in chunks, by voice or by keys, again or only its doubtful part."""

from ivr.dialog.collect import echoed, take
from ivr.dialog.doubt import asked_in_parts
from ivr.dialog.draft import Draft
from ivr.dialog.events import Filled, NoMatch
from ivr.dialog.instructions import Say
from ivr.dialog.listening import listen
from ivr.dialog.misses import missed
from ivr.dialog.script import Field, Script
from ivr.dialog.state import CallState, Heard
from ivr.dialog.values import Json
from ivr.identifiers import NBest, Shape, continued, hearing, ranked, repeated, replaced

OFFER = 0.4
"""Share of what is possible from which a value is read back; below it the doubtful part is asked for."""

ALIKE = 2
"""Digits at the beginning that tell a number said again from the rest of one."""


def identified(script: Script, draft: Draft, field: Field, event: Filled, digits: str) -> Draft:
    """Join digits to what is known of the identifier; then take it, read it back, or ask for what is missing."""
    assert field.identifier
    shape, known = field.identifier.shape, _known(draft.state, field)
    new = ((digits, 1.0),) if event.by == "keys" else hearing(event.nbest) or ((digits, 1.0),)
    again = known is not None and _is_again(shape, known, event, digits)
    heard = Heard(new) if known is None or again else _joined(shape, known, new)
    if heard is None:
        return missed(script, draft, field, NoMatch(event.heard, event.confidence))
    draft = draft.withdraw(field.slot, deny=again).change(confirming=False).hear(field.slot, heard)
    if event.more or (event.by == "speech" and shape.is_chunk(heard.best)):
        return draft.end(listen(script, draft.state, field), f"the rest of {field.slot} may follow")
    sure = (known is None or again) and _is_sure(shape, field, event, digits)
    return _settled(script, draft, field, event, sure)


def half_heard(script: Script, draft: Draft, field: Field, event: NoMatch) -> Draft | None:
    """Take a long number though it was heard badly: nothing else sounds like one, and no more is made of it than doubt.

    None for all else that was not understood.
    """
    digits = hearing(event.nbest)
    if not digits or field.identifier is None or draft.state.confirming or field.slot in draft.state.heard:
        return None
    best, shape = digits[0][0], field.identifier.shape
    if shape.seems(best) != shape.checked:
        return None
    doubted = Filled(best, event.confidence, decision="confirm", heard=event.heard, nbest=event.nbest)
    return identified(script, draft.because(f"{field.slot} heard badly"), field, doubted, best)


def _is_sure(shape: Shape, field: Field, event: Filled, digits: str) -> bool:
    """Return whether digits need no reading back; one who speaks may have said more than was heard."""
    heard = event.confidence >= field.costs.accept and shape.seems(digits) == len(digits)
    return event.decision == "accept" and (event.by == "keys" or heard)


def _known(state: CallState, field: Field) -> Heard | None:
    """Return what new digits are joined to: the value that is being read back, or what was heard so far."""
    if not state.confirming:
        return state.heard.get(field.slot)
    value = state.proposed[field.slot].value
    return Heard(((value, 1.0),)) if is_digits(value) and isinstance(value, str) else Heard((("", 1.0),))


def is_digits(value: Json) -> bool:
    """Return whether a value can be an identifier, or a part of one."""
    return isinstance(value, str) and value.isdecimal()


def _is_again(shape: Shape, known: Heard, event: Filled, digits: str) -> bool:
    """Return whether digits are the whole given again, and need nothing of what is known."""
    if known.parts:
        return event.by == "keys" and shape.allows(digits) and len(digits) > known.parts[0][1] - known.parts[0][0]
    before = known.best
    if len(before) + len(digits) > shape.most:
        return True
    if shape.is_chunk(digits):
        return False
    return digits.startswith(before[:ALIKE]) or (not shape.is_chunk(before) and len(digits) >= len(before))


def _joined(shape: Shape, known: Heard, new: NBest) -> Heard | None:
    """Return what is known after new digits, None when they fit nowhere."""
    if not known.parts:
        return Heard(continued(known.digits, new))
    part, *others = known.parts
    size, length = part[1] - part[0], len(new[0][0])
    answer = tuple(each for each in new if len(each[0]) == size)
    whole = length >= known.length - 1 and length != size
    if answer and not whole:
        return Heard(replaced(known.digits, part, answer, known.length), tuple(others), known.length)
    return Heard(repeated(known.digits, new)) if whole and not shape.is_chunk(new[0][0]) else None


def _settled(script: Script, draft: Draft, field: Field, event: Filled, sure: bool) -> Draft:
    assert field.identifier
    shape, heard = field.identifier.shape, draft.state.heard[field.slot]
    if shape.is_chunk(heard.best):
        return draft
    possible = _possible(shape, heard, draft.state.denied.get(field.slot, []) if event.by == "speech" else [])
    if sure and possible and possible[0][0] == heard.best:
        return take(echoed(draft, field, heard.best) if event.by == "speech" else draft, field, heard.best)
    if possible and possible[0][1] >= OFFER:
        return draft.propose(field.slot, possible[0][0])
    if heard.parts:
        return draft.because(f"the next part of {field.slot}")
    return _ask_part(script, draft, field, event, possible)


def _possible(shape: Shape, heard: Heard, denied: list[Json]) -> NBest:
    """Return the values that can be meant, with their shares: of a number asked for part by part the whole only.

    While parts are still to come the mistake may be in them, so what can't be right takes its share as well.
    """
    lengths = (heard.length,) if heard.length else range(shape.least, shape.most + 1)
    fit = {value: shape.weight(value) * (len(value) in lengths and value not in denied) for value, _ in heard.digits}
    if heard.parts:
        all_ = dict(ranked({value: share * (fit[value] or 1.0) for value, share in heard.digits}))
        return tuple((value, share) for value, share in all_.items() if fit[value])
    return ranked({value: share * fit[value] for value, share in heard.digits})


def _ask_part(script: Script, draft: Draft, field: Field, event: Filled, possible: NBest) -> Draft:
    """Ask for the doubtful part; where there is none offer what is possible, or ask for the whole."""
    assert field.identifier
    shape, heard = field.identifier.shape, draft.state.heard[field.slot]
    again = None if heard.length else asked_in_parts(shape, draft, field, heard.digits, possible)
    if possible and (again is None or len(again.state.heard[field.slot].parts) > 1):
        return draft.propose(field.slot, possible[0][0])
    if again is None:
        return missed(script, draft.forget(field.slot), field, NoMatch(event.heard, event.confidence))
    wrong = not possible and shape.miscounts(heard.best)
    return again.say(*[Say(field.identifier.miscounted)] * wrong)
