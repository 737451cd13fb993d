"""Wait for the rest of keys that are typed with pauses, and join them with what is said meanwhile."""

from dataclasses import replace

from ivr.dialog.events import Event, Filled
from ivr.dialog.instructions import Listen
from ivr.turn import inputs
from ivr.turn.context import TurnContext
from ivr.turn.scene import Scene

AT_LEAST = 1.0
"""Seconds that are waited for more keys, or for what is being said, to be understood."""


def with_typed(scene: Scene, given: inputs.Input) -> inputs.Input:
    """Put the keys before a pause in front of those after it; when none followed, they are all there is.

    Where a number was read back it is whole: a "0" alone is no more of it, but asks for an agent.
    """
    typed = scene.last.listen.typed if scene.last and scene.last.listen else ""
    match given:
        case inputs.Silence() if typed:
            return inputs.Digits(typed)
        case inputs.Digits("0") if scene.state and scene.state.confirming:
            return given
        case inputs.Digits(keys, ended) if typed:
            return inputs.Digits(typed + keys, ended)
    return given


def may_go_on(context: TurnContext, scene: Scene, listen: Listen, given: inputs.Digits) -> bool:
    """Return whether an answer by several keys is not over: a phone number begins like an order number.

    After its end it may be but half of what is being said and typed. "0" asks for an agent, and yes is yes, at once.
    """
    if listen.keys.are_all(given.keys) or (given.ended and not scene.stream.is_speaking(scene.now)):
        return False
    assert scene.state
    meaning = context.keypad.meaning(given.keys, listen.grammars, scene.state.language)
    return meaning is None or not (meaning.grammar in context.script.universals or isinstance(meaning.value, bool))


def waiting(listen: Listen, given: inputs.Digits) -> Listen:
    """Return how to go on listening after some keys: a little longer, since a pause has passed already."""
    return replace(listen, typed=given.keys, timeout=AT_LEAST)


def halves(listen: Listen, given: inputs.Utterance, said: Event) -> tuple[Event, ...]:
    """Return what was said and what was typed beside it, in the order in which they began, as one answer."""
    if not listen.typed.isdecimal() or not isinstance(said, Filled) or not str(said.meaning).isdecimal():
        return () if given.early else (said,)
    typed = Filled(listen.typed, by="keys", heard=listen.typed)
    return (replace(said, more=True), typed) if given.early else (replace(typed, more=True), said)
