"""What comes close to a universal in words, and means something else, is not taken for it."""

from collections import Counter
from pathlib import Path

import pytest

from ivr.dialog.events import UNIVERSALS
from ivr.languages import ENGLISH
from ivr.speech.cli.understand import understood
from ivr.speech.grammar import Grammar, load
from tests.speech.wordings import wordings

GRAVE = ("goodbye", "cancel", "keypad")
"""Universals that end a call, give up what was said, or take speech away."""


@pytest.fixture
def everywhere() -> Grammar:
    """What may be said anywhere, with its free wordings."""
    return load("everywhere", folder=Path("grammars/en"), language=ENGLISH)


def taken_for(everywhere: Grammar, words: str) -> str:
    """Return the universal that words are taken for, empty for none."""
    meanings = understood(everywhere, words)["meanings"]
    return str(meanings[0]["value"]) if meanings else ""


def test_nothing_else_ends_a_call_cancels_or_takes_speech_away(everywhere: Grammar) -> None:
    assert [words for _, words in wordings("harmless") if taken_for(everywhere, words) in GRAVE] == []


@pytest.mark.parametrize("universal", UNIVERSALS)
def test_few_near_words_are_taken_for_any_other_universal(everywhere: Grammar, universal: str) -> None:
    near = [words for meaning, words in wordings("harmless") if meaning == universal]
    assert len(near) >= 10
    assert sum(taken_for(everywhere, words) == universal for words in near) <= len(near) / 5


def test_every_universal_has_near_words() -> None:
    assert set(Counter(meaning for meaning, _ in wordings("harmless"))) == set(UNIVERSALS)
