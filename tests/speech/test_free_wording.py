"""What fits no phrase that was listened for is understood in free wording, or refused."""

import pytest

from ivr.speech import Listening
from ivr.speech.decoding import Word
from ivr.speech.grammar import Meaning
from ivr.speech.wording import Wording

HEAD = "#ABNF 1.0 UTF-8;\nlanguage en;\ntag-format <semantics/1.0-literals>;\nroot $desk;\n"
WISH = "is there somebody i could talk to"

pytestmark = pytest.mark.speech


@pytest.fixture
def desk(grammars):
    """A grammar that listens for one phrase, with free wordings beside it."""
    (grammars / "en" / "desk.gram").write_text(HEAD + "public $desk = operator {agent};\n")
    (grammars / "en" / "desk.free.gram").write_text(
        HEAD + "public $desk = $w<0-9> (somebody | person) $w<0-9> {agent};\n"
        "$w = is | there | i | could | talk | to | please | a | speak;\n"
    )
    return Listening(("menu", "desk"))


def test_another_wording_means_the_same(speech, run, say, desk):
    found = run(speech.recognise(say(WISH), desk))
    assert (found.interpretation, found.grammar, found.decision, found.text) == ("agent", "desk", "accept", WISH)


def test_who_is_hard_to_hear_is_asked_back_what_was_meant():
    words = (Word("somebody", 0.0, 0.5, 0.9), Word("please", 0.5, 1.0, 0.5))
    assert Wording(words, Meaning("agent", "desk", "desk", 1.0, ""), 0.1).confidence == pytest.approx(0.63)


def test_other_speech_stays_refused(speech, run, say, desk):
    assert run(speech.recognise(say("somebody stole my bicycle yesterday"), desk)).decision == "reject"


def test_without_free_wordings_it_is_refused(speech, run, say, grammars):
    assert run(speech.recognise(say(WISH), Listening(("menu",)))).decision == "reject"


def test_the_prompt_coming_back_is_no_wish(speech, run, say, desk):
    asked = Listening(desk.grammars, prompt="Is there somebody I could talk to?")
    assert run(speech.recognise(say(WISH), asked)).decision == "reject"
