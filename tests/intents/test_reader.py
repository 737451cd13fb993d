"""What callers say aloud to the main question is read by the model, and other questions are not."""

import asyncio
from collections.abc import Callable

import pytest

from ivr.intents import Understanding
from ivr.intents.reader import TopicReader
from ivr.languages import ENGLISH
from ivr.speech.open_question import Read, Said

Understood = Callable[[str], Understanding]


def read(understood: Understood, text: str, question: str = "main_menu") -> Read | None:
    return asyncio.run(TopicReader(understood, ENGLISH).read([Said(text, 1.0)], question))


def test_a_sure_topic_is_a_list_of_one_with_its_slots(understood: Understood) -> None:
    found = read(understood, "when is my phone ready the order number is four seven two nine one six")
    assert found is not None
    assert found.meaning == {"topic": ["repair"], "number": "472916"}


def test_doubtful_topics_are_a_list_of_two_or_three(understood: Understood) -> None:
    found = read(understood, "my phone is not here and i want my money")
    assert found is not None
    assert isinstance(found.meaning, dict)
    assert len(found.meaning["topic"]) in (2, 3)


@pytest.mark.parametrize("words", ["good evening", "great thanks"])
def test_a_greeting_is_read_as_nothing(understood: Understood, words: str) -> None:
    assert read(understood, words) is None


def test_a_universal_is_read_as_one(understood: Understood) -> None:
    assert read(understood, "repeat that") == Read("repeat", "everywhere", 1.0, "accept")


def test_several_wishes_are_read_one_by_one(understood: Understood) -> None:
    found = read(understood, "is my repair finished and what time does the shop close")
    assert found is not None
    assert found.meaning == {"topic": {"one_by_one": ["repair", "centre"]}}


def test_a_language_of_ours_that_is_named_is_a_universal(understood: Understood) -> None:
    found = read(understood, "my english is not so good can we do this in french")
    assert found is not None
    assert (found.meaning, found.grammar) == ("language", "everywhere")


def test_own_words_are_read_as_they_are(understood: Understood) -> None:
    found = read(understood, "how do i make the letters bigger", "own_words")
    assert found == Read("how do i make the letters bigger", "own_words", 1.0)


@pytest.mark.parametrize("question", ["own_words", "danger"])
def test_a_danger_is_read_at_questions_that_look_for_one(understood: Understood, question: str) -> None:
    found = read(understood, "now there is smoke coming out of the back", question)
    assert found is not None
    assert (found.meaning, found.grammar) == ("danger", question)


def test_at_questions_that_look_for_a_danger_other_words_mean_nothing(understood: Understood) -> None:
    assert read(understood, "how do i make the letters bigger", "danger") is None


def test_an_agent_is_asked_for_in_own_words(understood: Understood) -> None:
    found = read(understood, "speak to an agent", "own_words")
    assert found is not None
    assert (found.meaning, found.grammar) == ("agent", "everywhere")


READY, MONEY, AGAIN = "when is my phone ready", "i want my money back", "repeat that"


def spoken(understood: Understood, *ways: tuple[str, float], doubted: bool = False) -> Read:
    heard = [Said(text, share) for text, share in ways]
    found = asyncio.run(TopicReader(understood, ENGLISH).read(heard, "main_menu"))
    found = found.doubted if found and doubted else found
    assert found is not None
    return found


def test_ways_to_hear_a_wish_that_mean_the_same_are_as_sure_as_one(understood: Understood) -> None:
    found = spoken(understood, (READY, 0.6), ("when is my phone red", 0.0), ("when is the phone ready", 0.4))
    assert found.meaning == {"topic": ["repair"]}


def test_ways_that_mean_different_things_are_offered(understood: Understood) -> None:
    found = spoken(understood, (READY, 0.6), (MONEY, 0.4))
    assert isinstance(found.meaning, dict)
    assert found.meaning["topic"][:2] == ["repair", "return"]


def test_what_is_doubted_is_offered(understood: Understood) -> None:
    found = spoken(understood, ("nobody rings me about my phone that you repair", 1.0), doubted=True)
    assert isinstance(found.meaning, dict)
    assert len(found.meaning["topic"]) >= 2


def test_the_one_topic_that_is_doubted_is_read_back(understood: Understood) -> None:
    found = spoken(understood, (READY, 1.0), doubted=True)
    assert (found.meaning, found.decision) == ({"topic": "repair"}, "confirm")


@pytest.mark.parametrize(("share", "doubted"), [(0.6, False), (1.0, True)])
def test_a_universal_that_was_hardly_heard_is_asked_back(understood: Understood, share: float, doubted: bool) -> None:
    found = spoken(understood, (AGAIN, share), (READY, 1.01 - share), doubted=doubted)
    assert (found.meaning, found.decision) == ("repeat", "confirm")


def test_sentences_are_expected_where_a_topic_is_asked_for(understood: Understood) -> None:
    reader = TopicReader(understood, ENGLISH, ("is it ready",))
    expected = {question: reader.expected(question) for question in ("main_menu", "own_words", "danger")}
    assert expected == {"main_menu": ("is it ready",), "own_words": (), "danger": ()}
