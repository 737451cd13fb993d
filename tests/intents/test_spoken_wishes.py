"""Wishes said aloud over a telephone line are understood in the caller's own words."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from ivr.intents.reader import TopicReader
from ivr.intents.sentences import spoken_sentences
from ivr.languages import ENGLISH
from ivr.speech import Listening, Speech
from tests.speech.conftest import model, run, say  # noqa: F401  (fixtures)

pytestmark = pytest.mark.speech
ASKED = Listening(("main_menu", "everywhere"))


@pytest.fixture(scope="module")
def hotline(run, model, understood):  # noqa: F811
    stack = AsyncExitStack()
    readers = {"en": TopicReader(understood, ENGLISH, spoken_sentences(ENGLISH, Path("grammars")))}
    opening = Speech.open({ENGLISH: model}, Path("grammars"), 1, readers)
    yield run(stack.enter_async_context(opening))
    run(stack.aclose())


def test_a_story_is_about_its_repair(hotline, run, say):  # noqa: F811
    said = "i sent in my phone two weeks ago and i have not heard anything"
    found = run(hotline.recognise(say(said), ASKED))
    assert (found.grammar, found.free) == ("main_menu", True)
    assert found.interpretation["topic"][0] == "repair"


def test_a_greeting_is_asked_again(hotline, run, say):  # noqa: F811
    assert run(hotline.recognise(say("good evening"), ASKED)).decision == "reject"


def test_what_takes_long_ends_no_call(hotline, run, say):  # noqa: F811
    found = run(hotline.recognise(say("why is it taking so long"), ASKED))
    assert found.grammar == "main_menu"


def test_what_no_caller_says_there_is_not_taken(hotline, run, say):  # noqa: F811
    found = run(hotline.recognise(say("the number was successfully changed in your mailbox"), ASKED))
    assert found.decision == "reject" or len(found.interpretation["topic"]) > 1
