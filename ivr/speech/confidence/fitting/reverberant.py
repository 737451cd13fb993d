"""Let speech come from elsewhere: another speaker, the echo of walls, another microphone, a hissing line."""

import random

import numpy as np
import soxr

from ivr.speech.confidence.fitting.sounds import Sound
from ivr.speech.mulaw import RATE, mulaw_of, samples_of

SPEEDS = (0.85, 0.92, 1.0, 1.08, 1.17)
"""How much quicker and higher: people taller and smaller than the speaker."""
ECHO, DECAY = 0.12, 0.03
"""Seconds that a small room answers, and in which its answer falls to a third."""
DIRECT = 4.0
"""How much louder the mouth is than the first of the room's answers."""
LOUDNESS = (300, 1000, 3000, 7000)
HISS = (18, 25, 35, 45)
"""Decibels that speech is above the line's hiss."""


def elsewhere(mulaw: bytes, seed: int) -> bytes:
    """Return the speech as it may sound from another person at another telephone."""
    chance = random.Random(seed)
    speed = chance.choice(SPEEDS)
    sound: Sound = soxr.resample(samples_of(mulaw).astype(np.float32), RATE * speed, RATE).astype(np.float64)
    sound = in_a_room(sound, seed) if chance.random() < 0.5 else sound
    sound = over_a_microphone(sound, chance) if chance.random() < 0.5 else sound
    sound = sound / (sound.std() + 1e-9) * chance.choice(LOUDNESS)
    hiss = np.random.default_rng(seed).normal(scale=sound.std() / 10 ** (chance.choice(HISS) / 20), size=len(sound))
    return mulaw_of(np.clip(sound + hiss, -30000, 30000))


def in_a_room(sound: Sound, seed: int) -> Sound:
    """Return the sound with the answers of a small room's walls."""
    length = int(ECHO * RATE)
    answers = np.random.default_rng(seed).normal(size=length) * np.exp(-np.arange(length) / (DECAY * RATE))
    answers[0] = DIRECT
    return np.asarray(np.convolve(sound, answers))


def over_a_microphone(sound: Sound, chance: random.Random) -> Sound:
    """Return the sound without the lowest and the highest tones, and tilted towards one of both."""
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE) + 1
    lowest, highest = chance.uniform(100, 400), chance.uniform(2200, 3600)
    kept = (
        ((hertz + 200) / 1000) ** chance.uniform(-0.5, 0.5) / (1 + (lowest / hertz) ** 4) / (1 + (hertz / highest) ** 6)
    )
    return np.asarray(np.fft.irfft(np.fft.rfft(sound) * kept, len(sound)))
