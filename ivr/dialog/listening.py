"""Say how to listen for a field as the state stands."""

from dataclasses import fields

from ivr.dialog.costs import USUAL, Costs
from ivr.dialog.instructions import KEY, Hearing, Listen
from ivr.dialog.script import Field, Identifier, Script
from ivr.dialog.state import CallState, Heard

YES_OR_NO = Costs(wrong=(USUAL.wrong + USUAL.missed) / 2)
"""What a confirmation costs: a wrong yes as much as any wrong answer, a wrong no only the question again."""

UNHURRIED = 1.6
"""How much longer easy mode waits."""

CHUNK = 2
"""Digits from which a chunk is heard: a single one is too easily made out of a "no", and keys of one are universals."""

REST_TIMEOUT, PART_TIMEOUT = 2.0, 5.0
"""Seconds until a caller is told to go on, and until a part asked for counts as missed."""

PART_CONFIRM = 0.0
"""Confidence from which a part is joined: all that is heard is, because the whole is read back."""

CONFIRM_INTERDIGIT = 2.0
"""Pause after which the key for yes or no is taken where more digits of a number could follow it."""


def listen(script: Script, state: CallState, field: Field) -> Listen:
    """Return how to listen for the field."""
    hearing: dict[str, object] = {item.name: getattr(field, item.name) for item in fields(Hearing)}
    grammars, costs = field.grammars, field.costs
    if state.confirming:
        hearing["keys"] = KEY
        grammars, costs = script.yes_no + field.corrections, YES_OR_NO
    hearing |= {"accept": costs.accept, "confirm": costs.confirm}
    if field.identifier:
        heard = None if state.confirming else state.heard.get(field.slot)
        grammars += chunks(field.identifier, heard)
        hearing |= _for_identifier(field, state.confirming, heard)
    if state.easy:
        hearing |= _unhurried(hearing)
    return Listen(field.slot, grammars + script.universals, not state.keypad_only, **hearing)  # type: ignore[arg-type]


def chunks(identifier: Identifier, heard: Heard | None = None) -> tuple[str, ...]:
    """Return the grammars of a part that may be given alone: the one asked for, or any that is shorter than a whole."""
    least, most = CHUNK, identifier.shape.least - 1
    if heard and heard.parts:
        start, stop = heard.parts[0]
        least = most = stop - start
    return (f"builtin:digits?minlength={least};maxlength={most}",) if least <= most < identifier.shape.least else ()


def _for_identifier(field: Field, confirming: bool, heard: Heard | None) -> dict[str, object]:
    if confirming:
        return {"keys": field.keys, "interdigit_timeout": CONFIRM_INTERDIGIT}
    if heard is None:
        return {}
    if heard.parts:
        return {"timeout": PART_TIMEOUT, "confirm": PART_CONFIRM}
    return {"timeout": PART_TIMEOUT if heard.told else REST_TIMEOUT}


def _unhurried(hearing: dict[str, object]) -> dict[str, object]:
    timers = ("timeout", "complete_timeout", "incomplete_timeout", "interdigit_timeout")
    return {name: float(str(hearing[name])) * UNHURRIED for name in timers}
