"""Turn keys and words into events of the dialog."""

from ivr.dialog.events import Decided, Event, Filled, NoMatch, Universal
from ivr.dialog.instructions import Listen
from ivr.languages.language import Language, named_in
from ivr.speech import Recognition
from ivr.turn.keypad import Keypad

Universals = tuple[str, ...]
"""Names of the grammars that are active in every field."""

ASKED_BACK = frozenset(("goodbye", "cancel", "keypad"))
"""Universals that end the call, give up what was said or take speech away: in free wording they are asked back."""


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
