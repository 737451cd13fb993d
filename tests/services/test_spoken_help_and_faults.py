"""Whole calls about help and faults by voice: what Vosk hears of an offline voice goes through the real dialog."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from ivr.intents.reader import TopicReader
from ivr.intents.sentences import spoken_sentences
from ivr.languages import ENGLISH
from ivr.services import HOTLINE
from ivr.speech import Listening, Speech
from ivr.speech.confidence.fitting.sounds import noisy
from ivr.turn.understanding import said
from tests.callflow.hotline_caller import HotlineCaller
from tests.intents.conftest import understood, understood_in  # noqa: F401  (fixtures)
from tests.services.fault.conftest import faults, faults_file  # noqa: F401  (fixtures)
from tests.services.fault.test_fault_call import Bench
from tests.services.help.conftest import articles, articles_file  # noqa: F401  (fixtures)
from tests.services.help.test_help_call import Library
from tests.speech.conftest import model, run, say  # noqa: F401  (fixtures)

pytestmark = pytest.mark.speech
CLEAN, STREET = None, 12.0
"""Decibels by which the voice is louder than the noise around it."""


@pytest.fixture(scope="module")
def hotline(run, model, understood):  # noqa: F811
    stack = AsyncExitStack()
    readers = {"en": TopicReader(understood, ENGLISH, spoken_sentences(ENGLISH, Path("grammars")))}
    yield run(stack.enter_async_context(Speech.open({ENGLISH: model}, Path("grammars"), 1, readers)))
    run(stack.aclose())


@pytest.fixture
def speaks(hotline, run, say):  # noqa: F811
    """Lets a caller say sentences one after the other, each heard under what is asked then."""

    def speaks(caller, *sentences, decibels=CLEAN):
        for words in sentences:
            clip = say(words) if decibels is None else noisy(say(words), decibels, seed=7)
            listen = caller.listening
            asked = Listening(listen.grammars, accept=listen.accept, confirm=listen.confirm)
            caller.happens(said(run(hotline.recognise(clip, asked)), HOTLINE.universals, ENGLISH))
        return caller

    return speaks


@pytest.mark.parametrize("decibels", [CLEAN, STREET])
def test_a_question_and_its_answer(articles, speaks, decibels):  # noqa: F811
    caller = speaks(HotlineCaller(Library(articles)), "how do i make the letters bigger", decibels=decibels)
    assert "Open settings, then display, then font size." in caller.heard
    assert speaks(caller, "thank you", decibels=decibels).is_asked("more")


@pytest.mark.parametrize("decibels", [CLEAN, STREET])
def test_a_second_question_in_own_words(articles, speaks, decibels):  # noqa: F811
    caller = HotlineCaller(Library(articles)).says("help with my phone")
    speaks(caller, "where can i find my deleted photos", decibels=decibels)
    assert "Photos stay there for thirty days." in caller.heard
    speaks(caller, "another question", "how can i block a number", decibels=decibels)
    assert "Then tap block." in caller.heard


@pytest.mark.parametrize("decibels", [CLEAN, STREET])
def test_a_fault_with_its_steps(faults, speaks, decibels):  # noqa: F811
    caller = speaks(HotlineCaller(Bench(faults)), "my phone does not charge any more", decibels=decibels)
    assert "It does not charge." in " ".join(caller.transcript)
    speaks(caller, "i don't know", "i don't know", decibels=decibels)
    assert "Let's try this first" in caller.heard
    speaks(caller, "next", "it worked", decibels=decibels)
    assert "I'm glad that it works." in caller.heard


@pytest.mark.parametrize("decibels", [CLEAN, STREET])
def test_a_danger_in_own_words_while_trying(faults, speaks, decibels):  # noqa: F811
    caller = HotlineCaller(Bench(faults)).wishes("my phone does not charge any more", "fault")
    caller.says("i don't know").says("i don't know")
    speaks(caller, "now there is smoke coming out of the phone", decibels=decibels)
    assert caller.is_transferred_to("agents")
    assert "Stop using the phone" in caller.heard
