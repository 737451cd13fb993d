"""What comes close to a universal, to yes or to no in words, and means something else, is not taken for it."""

from collections import Counter
from functools import cache

import pytest

from ivr.dialog.events import UNIVERSALS
from ivr.languages import LANGUAGES
from ivr.settings import PROJECT
from ivr.speech.cli.understand import understood
from ivr.speech.grammar import load
from tests.speech.wordings import wordings

GRAVE = ("goodbye", "cancel", "keypad")
"""Universals that end a call, give up what was said, or take speech away."""
LISTS = {"en": "harmless", "fr": "harmless_fr", "zh": "harmless_zh"}
MEANT = {"yes": True, "no": False, "": None}


@cache
def taken_for(words: str, grammar: str = "everywhere", language: str = "en") -> object:
    """Return what typed words are taken for, None for nothing."""
    found = load(grammar, folder=PROJECT / "grammars" / language, language=LANGUAGES[language])
    meanings = understood(found, words)["meanings"]
    return meanings[0]["value"] if meanings else None


def near(*meant: str) -> list[str]:
    return [words for meaning, words in wordings("harmless") if meaning in meant]


@pytest.mark.parametrize("language", LISTS)
def test_nothing_else_ends_a_call_cancels_or_takes_speech_away(language: str) -> None:
    said = [words for meaning, words in wordings(LISTS[language]) if meaning not in ("yes", "no")]
    assert [words for words in said if taken_for(words, language=language) in GRAVE] == []


@pytest.mark.parametrize("universal", UNIVERSALS)
def test_few_near_words_are_taken_for_any_other_universal(universal: str) -> None:
    said = near(universal)
    assert len(said) >= 10
    assert sum(taken_for(words) == universal for words in said) <= len(said) / 10


def test_every_universal_has_near_words() -> None:
    assert set(Counter(meaning for meaning, _ in wordings("harmless"))) == {*UNIVERSALS, "yes", "no"}


@pytest.mark.parametrize(("answer", "meant"), [("yes", True), ("no", False)])
def test_hardly_a_near_word_is_taken_for_yes_or_no(answer: str, meant: bool) -> None:
    said = near(answer)
    assert len(said) >= 250
    assert sum(taken_for(words, "yes_no") is meant for words in said) < 0.02 * len(said)


def test_no_wish_about_a_phone_is_a_yes_or_a_no() -> None:
    wishes = [words for topic, words in wordings("topics") if topic]
    assert [words for words in wishes if taken_for(words, "yes_no") is not None] == []


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_ways_to_say_yes_and_no_are_taken_in_french_and_chinese(language: str) -> None:
    said = wordings(f"yes_no_{language}")
    assert Counter(meaning for meaning, _ in said)["yes"] >= 40
    wrong = [words for meaning, words in said if taken_for(words, "yes_no", language) is not MEANT[meaning]]
    assert len(wrong) <= 0.02 * len(said), wrong
