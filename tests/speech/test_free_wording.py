"""What fits no phrase that was listened for is understood in free wording, or refused."""

import pytest

from ivr.languages import ENGLISH
from ivr.settings import PROJECT
from ivr.speech import Listening
from ivr.speech.decoding import Word
from ivr.speech.grammar import Meaning, load
from ivr.speech.wording import Wording, meanings_of
from tests import english

HEAD = "#ABNF 1.0 UTF-8;\nlanguage en;\ntag-format <semantics/1.0-literals>;\nroot $desk;\n"
WISH = "is there somebody i could talk to"

LETTERED = load("repair_number.free", language=ENGLISH, folder=PROJECT / "grammars/en")

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


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("susan speak to an agent", ["agent"]),
        ("kumar operator", ["agent"]),
        ("travel agent", []),
        ("kumar susan repeat that please", []),
        ("susan cancel my flight", []),
    ],
)
def test_one_name_may_stand_before_a_universal_and_no_other_word(said, meant):
    assert [meaning.value for meaning in meanings_of(english.load("everywhere").free(), said.split())] == meant


def test_other_speech_stays_refused(speech, run, say, desk):
    assert run(speech.recognise(say("somebody stole my bicycle yesterday"), desk)).decision == "reject"


def test_without_free_wordings_it_is_refused(speech, run, say, grammars):
    assert run(speech.recognise(say(WISH), Listening(("menu",)))).decision == "reject"


def test_the_prompt_coming_back_is_no_wish(speech, run, say, desk):
    asked = Listening(desk.grammars, prompt="Is there somebody I could talk to?")
    assert run(speech.recognise(say(WISH), asked)).decision == "reject"


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("my order number is t one seven three one", "1731"),
        ("t dash one seven three one please", "1731"),
        ("order tango one seven thirty one", "1731"),
        ("a b four seven one one zero zero", "471100"),
        ("one seven three one t", "1731"),
        ("my order number is are five five two eight", "5528"),  # what the recogniser hears of R
        ("my m e i d is a one zero zero zero zero zero zero nine two nine six f two", "270113177609606898"),
        (
            "the serial number is alpha one triple zero zero zero zero nine two nine six foxtrot two",
            "270113177609606898",
        ),
    ],
)
def test_an_order_number_with_letters_is_its_digits(said, digits):
    assert [meaning.value for meaning in LETTERED.meanings(said)] == [digits]


@pytest.mark.parametrize(
    "said", ["a b one two three", "i bought it in two thousand nineteen", "one seven three one", "a b c d e f"]
)
def test_what_is_no_order_number_with_letters(said):
    assert not LETTERED.meanings(said)


def test_who_says_an_order_number_with_a_letter_is_understood_and_digits_stay_digits(hotline_speech, run, say):
    listening = Listening(("repair_number", "everywhere"))
    letter = run(hotline_speech.recognise(say("it's tango, one seven three one"), listening))
    assert (letter.interpretation, letter.free) == ("1731", True)
    digits = run(hotline_speech.recognise(say("eight four seven two nine one"), listening))
    assert (digits.interpretation, digits.free) == ("847291", False)
