"""The offline voices that say what nobody recorded: the neural one always, flite's and espeak's where installed."""

import random
import shutil
import subprocess
from collections.abc import Callable
from functools import cache

import numpy as np

from ivr.speech.audio import read_wav, resample
from ivr.speech.mulaw import RATE, mulaw_of, samples_of

LOUDNESS = (600, 1200, 2500)
"""Root mean squares of the speech: quiet and loud callers."""
FLITE = ("slt", "awb", "kal16", "rms")
ESPEAK = ("en-us", "en-us+f2", "en-gb", "en-gb-scotland+f3", "en-gb-x-rp+m3", "en-us+m7", "en-029", "en-gb-x-gbcwmd+f4")
JUDGED = ("rms", "awb", "en-gb-scotland+f3", "en-us+m7", "en-gb-x-rp+m3", "en-029")
"""Voices that nothing is fitted on: they judge."""

Say = Callable[[str, int], bytes]
"""Speak words by a seed, as 8 kHz mu-law."""


def offline_voices(*, judging: bool = False) -> list[tuple[str, Say]]:
    """Return the voices there are, with their names: those to fit on, or those to judge by."""
    return [(name, say) for name, say in _voices() if (name in JUDGED) is judging]


def _voices() -> list[tuple[str, Say]]:
    spoken: list[tuple[str, Say]] = [("hibari", _hibari)]
    if shutil.which("flite"):
        spoken += [(name, _flite(name)) for name in FLITE]
    if shutil.which("espeak-ng"):
        spoken += [(name, _espeak(name)) for name in ESPEAK]
    return spoken


def on_a_line(mulaw: bytes, seed: int) -> bytes:
    """Return speech at one of the loudnesses between two silences of a line."""
    samples = samples_of(mulaw).astype(np.float64)
    padded = np.pad(samples, (RATE // 5, RATE // 3)) * LOUDNESS[seed % len(LOUDNESS)] / (samples.std() + 1e-9)
    return mulaw_of(np.clip(padded + np.random.default_rng(seed).normal(scale=4.0, size=len(padded)), -32000, 32000))


def _hibari(words: str, seed: int) -> bytes:
    voice, rate = _neural()
    return mulaw_of(resample(np.asarray(voice(words.capitalize() + ".", seed=seed)) * 20_000, rate))


@cache
def _neural() -> "tuple[Callable[..., np.ndarray[tuple[int], np.dtype[np.float32]]], int]":
    from hibari import SAMPLE_RATE, Hibari  # loads a neural network: only where something is said

    return Hibari(), SAMPLE_RATE


def _flite(name: str) -> Say:
    def say(words: str, seed: int) -> bytes:
        stretch = random.Random(seed).uniform(0.85, 1.15)
        manner = ("-voice", name, "--setf", f"duration_stretch={stretch:.2f}")
        return _spoken(("flite", *manner, "-t", words, "-o", "/dev/stdout"))

    return say


def _espeak(name: str) -> Say:
    def say(words: str, seed: int) -> bytes:
        chance = random.Random(seed)
        manner = ("-v", name, "-s", str(chance.randint(130, 185)), "-p", str(chance.randint(35, 65)))
        return _spoken(("espeak-ng", *manner, "--stdout", words))

    return say


def _spoken(command: tuple[str, ...]) -> bytes:
    return read_wav(subprocess.run(command, check=True, capture_output=True).stdout)
