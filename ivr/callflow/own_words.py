"""What callers say in their own words: kept when a topic is found in them, and asked for by services."""

from ivr.callflow.topics import SAFETY
from ivr.dialog.instructions import Say
from ivr.dialog.script import Fill, Goto, Moves
from ivr.dialog.values import Json, Slots

SAID = "said"
"""The slot with the words in which the caller said what the call is about; empty after keys."""

OWN_WORDS, DANGER_WORDS = "own_words", "danger"
"""Grammars of questions that take any words, and of those at which only a danger is looked for in them."""

DANGER = "danger"
"""Meaning of words that tell of smoke, fire, heat or a swollen battery."""

FEWEST = 3
"""Words of a wish that may tell more than its topic."""

TO_SAFETY: Moves = (Say(f"advice_{SAFETY}"), Fill("topic", SAFETY), Goto("agent"))
"""What is done about a danger, wherever it is told."""


def said_before(slots: Slots, topic: str) -> str:
    """Return the words of the wish that led to this topic, where they may tell more than that; else nothing."""
    words = str(slots.get(SAID) or "")
    is_wish = slots.get("topic") == topic and (len(words.split()) >= FEWEST or not words.isascii())
    return words if is_wish else ""


def is_danger(value: Json) -> bool:
    """Tell whether an answer told of a danger."""
    return value == DANGER
