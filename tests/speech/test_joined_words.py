"""Clips that are made for fitting the confidence: joined from a speaker's words, or said by offline voices."""

import random
import wave

import pytest
from stdnum import imei

from ivr.speech.confidence.fitting.__main__ import OWN
from ivr.speech.confidence.fitting.cuts import FIGURES, Voice, joined
from ivr.speech.confidence.fitting.figures import figures
from ivr.speech.confidence.fitting.labelled import Spoken
from ivr.speech.confidence.fitting.reverberant import elsewhere
from ivr.speech.confidence.fitting.sounds import junk
from ivr.speech.confidence.fitting.voiced import voiced
from ivr.speech.mulaw import seconds_of
from tests.english import load

SECOND = b"\xff" * 8000
EVERYTHING = {word: [SECOND] for word in (*FIGURES, *"abcdefghijklmnopqrstuvwxyz")}


def voice(words):
    return Voice("somebody", words, random.Random(1))


def test_each_character_is_said_once_with_gaps_between():
    assert 4.0 < seconds_of(voice(EVERYTHING).says("ab12")) < 5.0


def test_joined_codes_are_what_their_grammars_mean():
    clips = [clip for clip in joined([voice(EVERYTHING)], 60) if clip.expected]
    names = {figure: name for name, figure in FIGURES.items()}
    for clip in clips:
        words = " ".join(names.get(character, character.lower()) for character in clip.expected)
        assert load(clip.grammar).meanings(words)[0].value == clip.expected
    assert all(imei.is_valid(clip.expected) for clip in clips if clip.grammar == "builtin:imei")


def test_some_joined_codes_must_be_refused():
    refused = {clip.grammar.partition("?")[0] for clip in joined([voice(EVERYTHING)], 60) if clip.expected is None}
    assert refused == {"builtin:digits", "builtin:imei"}


@pytest.mark.speech
def test_a_voiced_sentence_is_expected_under_its_own_grammar_only():
    own, other = voiced(OWN, ["snow"], 1)
    assert own.expected
    assert other.expected is None
    assert other.grammar != own.grammar
    assert seconds_of(own.mulaw) > 0.5


def test_who_said_few_digits_makes_no_numbers():
    assert not list(joined([voice({"one": [SECOND], "two": [SECOND]})], 10))


def test_speech_from_elsewhere_is_another_for_each_seed_and_the_same_for_one():
    said = junk(1)
    made = [elsewhere(said, seed) for seed in range(8)]
    assert made == [elsewhere(said, seed) for seed in range(8)]
    assert len(set(made)) == 8
    assert all(0.8 < len(clip) / len(said) < 1.4 for clip in made)


@pytest.mark.speech
def test_single_digits_are_judged_by_their_figure_and_other_sounds_refused(tmp_path):
    word = tmp_path / "stop.wav"
    with wave.open(str(word), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16_000))
    clips = list(figures([voice(EVERYTHING)], [Spoken("somebody", "command", "stop", word)], 16))
    assert {clip.grammar for clip in clips} == {"builtin:digits?length=1"}
    assert [clip.expected is None for clip in clips] == [index % 4 == 0 for index in range(16)]
    assert all(len(clip.expected) == 1 for clip in clips if clip.expected)
