"""A bare yes or no is taken where a menu's thousands of phrases are listened for as well; other short words are not."""

import pytest

from ivr.speech import Listening
from ivr.speech.confidence.fitting.answers import NEAR, NO, YES
from ivr.speech.confidence.fitting.sounds import junk
from tests.english import load

ANYTHING_ELSE = Listening(("anything_else", "everywhere"), accept=0.6)
READ_BACK = Listening(("builtin:boolean", "repair/repair_number_correction", "everywhere"), accept=0.6)
ONE_DIGIT = Listening(("builtin:digits?length=1",))


@pytest.fixture
def hears(hotline_speech, run):
    """Return what the hotline makes of a clip, or of several."""
    return lambda listening, *clips: [run(hotline_speech.recognise(clip, listening)) for clip in clips]


@pytest.mark.parametrize(
    "words", ["okay", "great thanks", "that's all", "no that's all thanks", "no i'm good", "perfect"]
)
def test_thanks_after_an_answer_end_the_call(words):
    assert load("anything_else").meanings(words)[0].value == {"more": False}


@pytest.mark.parametrize(("ways", "meant"), [(YES, True), (NO, False)])
def test_forty_ways_to_say_yes_or_no_are_taken(ways, meant):
    assert len(ways) >= 40
    taken = {words: [meaning.value for meaning in load("builtin:boolean").meanings(words)] for words in ways}
    assert {words: values for words, values in taken.items() if values != [meant]} == {}


@pytest.mark.parametrize("words", NEAR)
def test_other_words_are_neither(words):
    assert not load("builtin:boolean").meanings(words)


@pytest.mark.parametrize("words", ["great my screen is broken", "okay where is my phone"])
def test_a_wish_after_thanks_does_not(words):
    found = load("anything_else").meanings(words)
    assert not found or found[0].value["more"]


@pytest.mark.speech
def test_a_bare_no_or_yes_is_taken_at_the_end_of_a_call(hears, say):
    found = hears(ANYTHING_ELSE, *map(say, ("no", "nope", "yes", "yeah")))
    assert [each.interpretation for each in found] == [{"more": False}, {"more": False}, {"more": True}, {"more": True}]
    assert {each.decision for each in found} == {"accept"}


@pytest.mark.speech
def test_a_bare_no_or_yes_is_taken_where_a_number_is_read_back(hears, say):
    found = hears(READ_BACK, *map(say, ("no", "yes")))
    assert [each.interpretation for each in found] == [False, True]
    assert {each.decision for each in found} <= {"accept", "confirm"}  # doubt is asked back, never refused


@pytest.mark.speech
def test_words_that_sound_a_little_like_yes_are_no_yes(hears, say):
    found = hears(READ_BACK, say("guess"), junk(1))
    assert not [each.text for each in found if each.decision == "accept" and each.interpretation is True]


@pytest.mark.speech
def test_an_ordinary_word_that_sounds_like_an_answer_is_not_taken(hears, say):
    found = hears(Listening(("builtin:boolean",), accept=0.6), *map(say, ("light", "gas", "collect", "year")))
    assert "accept" not in {each.decision for each in found}


@pytest.mark.speech
def test_single_digits_are_heard_and_never_refused(hears, say):
    found = hears(ONE_DIGIT, *map(say, ("four", "six", "zero", "eight", "two")))
    assert [each.interpretation for each in found] == ["4", "6", "0", "8", "2"]
    assert "reject" not in {each.decision for each in found}


@pytest.mark.speech
def test_words_of_larger_numbers_are_no_digit(hears, say):
    found = hears(ONE_DIGIT, *map(say, ("sixty", "sixteen", "seventy", "eighteen", "ninety")))
    assert "accept" not in {each.decision for each in found}
