"""Say how to listen for a field as the state stands."""

from dataclasses import fields, replace

from ivr.dialog.costs import USUAL, Costs
from ivr.dialog.instructions import KEY, Listen, ListenOptions
from ivr.dialog.script import Field, Identifier, Script
from ivr.dialog.state import CallState, Heard

YES_OR_NO = Costs(wrong=(USUAL.wrong + USUAL.missed) / 2)
"""What a confirmation costs: a wrong yes as much as any wrong answer, a wrong no only the question again."""

UNHURRIED, SLOWLY = 1.6, 1.4
"""How much longer easy mode waits for an answer, and for the rest of one."""

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
    grammars, costs, keys = field.grammars, field.costs, field.keys
    if state.confirming:
        grammars, costs, keys = script.yes_no + field.corrections, YES_OR_NO, KEY
    tuned = {item.name: getattr(field, item.name) for item in fields(ListenOptions)} | {"keys": keys}
    by_speech = not (state.without_speech or field.message)
    heard = Listen(field.slot, grammars, by_speech, accept=costs.accept, confirm=costs.confirm, **tuned)
    if field.identifier:
        heard = _for_identifier(heard, field, field.identifier, state)
    heard = replace(heard, grammars=heard.grammars + script.universals)
    return unhurried(heard) if state.easy else heard


def chunks(identifier: Identifier, heard: Heard | None = None) -> tuple[str, ...]:
    """Return the grammars of a part that may be given alone: the one asked for, or any that is shorter than a whole."""
    least, most = CHUNK, identifier.shape.least - 1
    if heard and heard.parts:
        start, stop = heard.parts[0]
        least = most = stop - start
    return (f"builtin:digits?minlength={least};maxlength={most}",) if least <= most < identifier.shape.least else ()


def _for_identifier(listen: Listen, field: Field, identifier: Identifier, state: CallState) -> Listen:
    if state.confirming:
        grammars = listen.grammars + chunks(identifier)
        return replace(listen, grammars=grammars, keys=field.keys, interdigit_timeout=CONFIRM_INTERDIGIT)
    heard = state.heard.get(field.slot)
    listen = replace(listen, grammars=listen.grammars + chunks(identifier, heard))
    if heard is None:
        return listen
    if heard.parts:
        return replace(listen, timeout=PART_TIMEOUT, confirm=PART_CONFIRM)
    return replace(listen, timeout=PART_TIMEOUT if heard.told else REST_TIMEOUT)


def unhurried(listen: Listen) -> Listen:
    """Return how to listen to somebody who needs more time."""
    return replace(
        listen,
        timeout=listen.timeout * UNHURRIED,
        complete_timeout=listen.complete_timeout * SLOWLY,
        incomplete_timeout=listen.incomplete_timeout * SLOWLY,
        interdigit_timeout=listen.interdigit_timeout * SLOWLY,
    )
