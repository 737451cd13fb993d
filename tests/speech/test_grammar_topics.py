"""What a call is about is found in free wording, and other matters are left alone."""

from pathlib import Path

import pytest

from ivr.callflow.topics import IN_OWN_WORDS
from ivr.services import TOPICS
from ivr.speech.cli.understand import understood
from ivr.speech.grammar import Grammar, union
from tests.english import check, load
from tests.speech.wordings import wordings

FOLDER = Path("grammars/en")


@pytest.fixture
def menu() -> Grammar:
    """The main menu with what may be said anywhere, as calls listen."""
    of_services = dict.fromkeys(topic.grammar for topic in TOPICS if topic.grammar)
    return union([load(name, folder=FOLDER) for name in ("main_menu", *of_services, "everywhere")])


def topic(menu: Grammar, words: str) -> str:
    """Return the topic of typed words, empty for none."""
    found = understood(menu, words)["meanings"]
    return found[0]["value"].get("topic", "") if found and isinstance(found[0]["value"], dict) else ""


def test_topics_in_free_wording(menu: Grammar) -> None:
    assert [words for meaning, words in wordings("topics") if topic(menu, words) != meaning] == []


def test_every_topic_has_free_wordings() -> None:
    assert {meaning for meaning, _ in wordings("topics")} == {*(topic.name for topic in TOPICS), ""} - set(IN_OWN_WORDS)


def test_universals_stay_universals_at_the_menu(menu: Grammar) -> None:
    said = ["i want to talk to a person", "could you say that again", "i need some help", "have a nice day"]
    assert [understood(menu, words)["meanings"][0]["value"] for words in said] == ["agent", "repeat", "help", "goodbye"]


def test_other_questions_are_no_topic(menu: Grammar) -> None:
    kept = [words for meaning, words in wordings("universals") if meaning and topic(menu, words)]
    assert kept == []


def test_grammar_is_sound() -> None:
    assert check(FOLDER / "main_menu.free.gram") == []
