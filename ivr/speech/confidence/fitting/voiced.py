"""Say sentences in offline voices: those of menus and of commands with several slots, and what they don't hold.

People's recordings have no such sentences. The neural voice always speaks; flite's voices do too where it is installed,
so that the fit does not learn one voice.
"""

import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from ivr.languages import ENGLISH
from ivr.speech.audio import read_wav, resample
from ivr.speech.confidence.fitting.labelled import COMMANDS, YES_NO, Labelled, noised
from ivr.speech.grammar import load
from ivr.speech.mulaw import RATE, mulaw_of, samples_of

SAID = ("slots", "slots", "menu", YES_NO, "main_menu")
"""Grammars whose sentences are said, one after the other."""
HEARING = ("slots", "menu", COMMANDS, YES_NO)
"""Grammars that must refuse the sentences of others."""
NOISES = (None, 12.0, 6.0)
LOUDNESS = (600, 1200, 2500)
"""Root mean squares of the speech: quiet and loud callers."""
FLITE = ("slt", "awb", "kal16", "rms")

Say = Callable[[str, int], bytes]
"""Speak words by a seed, as 8 kHz mu-law."""


def voiced(grammars: Path, words: Sequence[str], count: int, seed: int = 5) -> Iterator[Labelled]:
    """Give so many sentences under their grammars, and as many sentences and single words under others'."""
    chance = random.Random(seed)
    voices = _voices()
    for index in range(count):
        name, voice = SAID[index % len(SAID)], voices[index % len(voices)]
        (sentence,) = load(name, language=ENGLISH, folder=grammars).sentences(1, seed=index)
        yield _labelled(grammars, sentence, name, voice, index)
        word = chance.choice(words) if index % 2 else sentence
        yield _labelled(grammars, word, chance.choice([each for each in HEARING if each != name]), voice, index + count)


def _labelled(grammars: Path, sentence: str, name: str, voice: tuple[str, Say], seed: int) -> Labelled:
    speaker, say = voice
    meanings = load(name, language=ENGLISH, folder=grammars).meanings(sentence)
    expected = meanings[0].value if meanings else None
    return noised(Labelled(speaker, _levelled(say(sentence, seed), seed), name, expected), seed, NOISES)


def _levelled(mulaw: bytes, seed: int) -> bytes:
    """Return speech at one of the loudnesses between two silences of a line."""
    samples = samples_of(mulaw).astype(np.float64)
    padded = np.pad(samples, (RATE // 5, RATE // 3)) * LOUDNESS[seed % len(LOUDNESS)] / (samples.std() + 1e-9)
    return mulaw_of(np.clip(padded + np.random.default_rng(seed).normal(scale=4.0, size=len(padded)), -32000, 32000))


def _voices() -> list[tuple[str, Say]]:
    """Return the voices there are, with their names."""
    spoken: list[tuple[str, Say]] = [("hibari", _hibari)]
    if shutil.which("flite"):
        spoken += [(name, _flite(name)) for name in FLITE]
    return spoken


def _hibari(words: str, seed: int) -> bytes:
    voice, rate = _neural()
    return mulaw_of(resample(np.asarray(voice(words + ".", seed=seed)) * 20_000, rate))


@cache
def _neural() -> "tuple[Callable[..., np.ndarray[tuple[int], np.dtype[np.float32]]], int]":
    from hibari import SAMPLE_RATE, Hibari  # loads a neural network: only where something is said

    return Hibari(), SAMPLE_RATE


def _flite(name: str) -> Say:
    def say(words: str, seed: int) -> bytes:
        stretch = random.Random(seed).uniform(0.85, 1.15)
        manner = ("-voice", name, "--setf", f"duration_stretch={stretch:.2f}")
        spoken = subprocess.run(("flite", *manner, "-t", words, "-o", "/dev/stdout"), check=True, capture_output=True)
        return read_wav(spoken.stdout)

    return say
