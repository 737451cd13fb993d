"""Whether somebody speaks is told from vowels, so that no clear word is taken for silence."""

import numpy as np
import pytest

from ivr.speech.confidence.fitting.sounds import hiss, household, noisy, tone
from ivr.speech.mulaw import mulaw_of
from ivr.speech.voicing import has_voice, is_clean

QUIET = mulaw_of(np.random.default_rng(1).normal(scale=4.0, size=4000))
"""Half a second of a line on which nobody speaks."""


def clip_of(sound):
    return mulaw_of(np.clip(sound / sound.std() * 1000, -32000, 32000))


@pytest.mark.parametrize("decibels", [20.0, 12.0, 6.0])
@pytest.mark.parametrize("words", ["no", "yes", "four"])
def test_a_word_holds_a_voice_in_noise_too(say, words, decibels):
    assert has_voice(noisy(QUIET + say(words) + QUIET, decibels, seed=3))


@pytest.mark.parametrize("sound", [household, hiss, tone])
def test_noises_and_tones_hold_none(sound):
    voiced = [has_voice(clip_of(sound(8000, np.random.default_rng(seed)))) for seed in range(20)]
    assert sum(voiced) <= 1


def test_a_vowel_of_a_moment_is_a_voice_and_a_click_is_none():
    times = np.arange(8000) / 8000
    buzz = sum(np.sin(2 * np.pi * 120 * harmonic * times) for harmonic in range(1, 12))
    spoken = [has_voice(QUIET + clip_of(buzz[: int(seconds * 8000)]) + QUIET) for seconds in (0.01, 0.09)]
    assert spoken == [False, True]


def test_a_clip_too_short_to_tell_holds_none():
    assert not has_voice(b"\xff" * 40)
    assert not has_voice(b"")


def test_noise_between_words_is_no_clean_line(say):
    assert is_clean(QUIET + say("four seven") + QUIET)
    assert not is_clean(noisy(QUIET + say("four seven") + QUIET, 12.0, seed=1))
