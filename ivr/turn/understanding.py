"""Understand keys and words under the question that was asked: each becomes an event of the dialog.

Keys may be typed with pauses, and beside words that are being said: they are joined to one answer.
"""

from dataclasses import replace

from ivr.dialog.events import Decided, Event, Filled, NoMatch, Universal
from ivr.dialog.instructions import MOST_KEYS, Listen
from ivr.languages.language import Language, named_in
from ivr.speech import Recognition
from ivr.speech.keypad import Keypad
from ivr.turn import inputs
from ivr.turn.context import Scene, TurnContext

Universals = tuple[str, ...]
"""Names of the grammars that are active in every field."""

AT_LEAST = 1.0
"""Seconds that are waited for more keys, or for what is being said, to be understood."""

ASKED_BACK = frozenset(("goodbye", "cancel", "keypad"))
"""Universals that end the call, give up what was said or take speech away: in free wording they are asked back."""


def with_typed(scene: Scene, given: inputs.Input) -> inputs.Input:
    """Put the keys before a pause in front of those after it; when none followed, they are all there is.

    Where a number was read back it is whole: a "0" alone is no more of it, but asks for an agent.
    """
    match given:
        case inputs.Silence() if scene.typed:
            return inputs.Digits(scene.typed)
        case inputs.Digits("0") if scene.state and scene.state.confirming:
            return given
        case inputs.Digits(keys, ended) if scene.typed:
            return inputs.Digits(scene.typed + keys, ended)
    return given


def may_go_on(context: TurnContext, scene: Scene, listen: Listen, given: inputs.Digits) -> bool:
    """Return whether an answer by several keys is not over: a phone number begins like an order number.

    A number as long as any usually is ends with the first pause. What has ended may be but half of an answer whose
    other half is being said. "0" asks for an agent, and yes is yes, at once.
    """
    ended = given.ended or len(given.keys) >= max(listen.usual_digits, default=MOST_KEYS)
    if listen.keys.are_all(given.keys) or (ended and not scene.stream.is_speaking(scene.now)):
        return False
    meaning = context.keypad.meaning(given.keys, listen.grammars, scene.known_state.language)
    return meaning is None or not (meaning.grammar in context.script.universals or isinstance(meaning.value, bool))


def waiting(listen: Listen, given: inputs.Digits) -> Listen:
    """Return how to go on listening after some keys: a little longer, since a pause has passed already."""
    return replace(listen, typed=given.keys, timeout=AT_LEAST)


def pressed(keys: str, listen: Listen, universals: Universals, keypad: Keypad, language: str) -> Event:
    """Return what the keys mean under the question's grammars."""
    meaning = keypad.meaning(keys, listen.grammars, language)
    if meaning is None:
        return NoMatch(keys)
    if meaning.grammar in universals:
        name, _, choice = str(meaning.value).partition("-")
        return Universal(name, choice=choice)
    return Filled(meaning.value, by="keys", heard=keys)


def said(recognition: Recognition, universals: Universals, language: Language) -> Event:
    """Return what was said, as sure as the recogniser is; a wish for another language may name it."""
    decision = recognition.decision
    if decision == "reject" or recognition.interpretation is None:
        return NoMatch(recognition.text, recognition.confidence, recognition.nbest)
    if recognition.grammar in universals:
        name = str(recognition.interpretation)
        sure: Decided = "confirm" if recognition.free and name in ASKED_BACK else decision
        return Universal(name, sure, named_in(recognition.text, language))
    return Filled(
        recognition.interpretation,
        recognition.confidence,
        "speech",
        decision,
        recognition.alternatives,
        recognition.text,
        recognition.nbest,
    )


def halves(typed: str, said: Event, *, early: bool) -> tuple[Event, ...]:
    """Return what was said and what was typed beside it, in the order in which they began, as one answer."""
    if not typed.isdecimal() or not isinstance(said, Filled) or not str(said.meaning).isdecimal():
        return () if early else (said,)
    keys = Filled(typed, by="keys", heard=typed)
    return (replace(said, more=True), keys) if early else (replace(keys, more=True), said)
