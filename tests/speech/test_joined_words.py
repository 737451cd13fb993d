"""Clips that are joined from a speaker's words, for fitting the confidence."""

import random

from stdnum import imei

from ivr.speech.confidence.fitting.cuts import FIGURES, Voice, joined
from ivr.speech.grammar import load
from ivr.speech.mulaw import seconds_of

SECOND = b"\xff" * 8000
EVERYTHING = {word: [SECOND] for word in (*FIGURES, *"abcdefghijklmnopqrstuvwxyz")}


def voice(words):
    return Voice("somebody", words, random.Random(1))


def test_each_character_is_said_once_with_gaps_between():
    assert 4.0 < seconds_of(voice(EVERYTHING).says("ab12")) < 5.0


def test_joined_codes_are_what_their_grammars_mean():
    clips = list(joined([voice(EVERYTHING)], 40))
    names = {figure: name for name, figure in FIGURES.items()}
    for clip in clips:
        words = " ".join(names.get(character, character.lower()) for character in clip.expected)
        assert load(clip.grammar).meanings(words)[0].value == clip.expected
    assert all(imei.is_valid(clip.expected) for clip in clips if clip.grammar == "builtin:imei")


def test_who_said_few_digits_makes_no_numbers():
    assert not list(joined([voice({"one": [SECOND], "two": [SECOND]})], 10))
