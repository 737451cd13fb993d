import numpy as np
import pytest

from ivr.speech.confidence.fitting.sounds import noisy
from ivr.speech.decoding import Job
from ivr.speech.decoding.suppression import suppressed

LAMPS = tuple(f"turn {state} the {room} lights" for state in ("on", "off") for room in ("kitchen", "bedroom", "garage"))


def loudness(samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples))))


@pytest.fixture
def kitchen():
    """A second of hiss, a second of a loud voice-like buzz in it, a second of hiss."""
    hiss = np.random.default_rng(2).normal(scale=100, size=24_000)
    hiss[8000:16_000] += 4000 * np.sign(np.sin(2 * np.pi * 140 * np.arange(8000) / 8000))
    return hiss.astype(np.float32)


def test_steady_noise_becomes_fainter_and_what_is_louder_stays(kitchen):
    quieter = suppressed(kitchen)
    assert loudness(quieter[1000:7000]) < loudness(kitchen[1000:7000]) / 2
    assert loudness(quieter[9000:15_000]) == pytest.approx(loudness(kitchen[9000:15_000]), rel=0.05)


def test_nothing_is_cut_off_or_moved(kitchen):
    quieter = suppressed(kitchen)
    assert len(quieter) == len(kitchen)
    assert np.corrcoef(quieter[9000:15_000], kitchen[9000:15_000])[0, 1] > 0.99


def test_a_sound_too_short_to_tell_its_noise_stays_as_it_is():
    click = np.ones(500, np.float32)
    assert np.array_equal(suppressed(click), click)


@pytest.mark.speech
def test_a_command_is_heard_in_a_noisy_kitchen(pool, run, say):
    clip = noisy(say("turn off the bedroom lights"), 12.0, seed=5)
    assert run(pool.decode(Job(clip, LAMPS))).text == "turn off the bedroom lights"
