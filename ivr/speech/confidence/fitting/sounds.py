"""Sounds of a telephone's surroundings: household noise, babble, music, tones. Each is made anew from a seed."""

import numpy as np
import numpy.typing as npt

from ivr.speech.mulaw import RATE, mulaw_of, samples_of

Sound = npt.NDArray[np.floating]


def household(length: int, chance: np.random.Generator) -> Sound:
    """Return noise that falls towards the high tones, swells, and has knocks in it."""
    spectrum = np.fft.rfft(chance.normal(size=length))
    spectrum /= np.maximum(np.fft.rfftfreq(length, 1 / RATE), 60) ** 0.7
    noise = np.asarray(np.fft.irfft(spectrum, length))
    noise *= (1 + 0.6 * np.sin(2 * np.pi * chance.uniform(0.3, 1) * np.arange(length) / RATE)) / noise.std()
    for at in chance.integers(0, length, length // 5000):
        knock = noise[at : at + 200]
        knock += 3 * chance.normal(size=len(knock)) * np.exp(-np.arange(len(knock)) / 50)
    return noise.astype(np.float64)


def hiss(length: int, chance: np.random.Generator) -> Sound:
    """Return white noise, steady or in bursts."""
    bursts = np.abs(np.sin(2 * np.pi * chance.uniform(0.5, 5) * np.arange(length) / RATE)) > chance.choice([-1.0, 0.6])
    return np.asarray(chance.normal(size=length) * bursts)


def music(length: int, chance: np.random.Generator) -> Sound:
    """Return a melody of plucked chords."""
    times = np.arange(length) / RATE
    beat = chance.uniform(0.25, 0.6)
    sound = np.zeros(length)
    for start in np.arange(0, length / RATE, beat):
        since = times - start
        for hertz in chance.choice([220, 262, 294, 330, 392, 440, 523, 587, 660], 3):
            sound += np.where(since >= 0, np.sin(2 * np.pi * hertz * since) * np.exp(-np.maximum(since, 0) / 0.3), 0)
    return sound


def tone(length: int, chance: np.random.Generator) -> Sound:
    """Return one or two steady tones, as lines and machines make them."""
    times = np.arange(length) / RATE
    sound = np.zeros(length)
    for hertz in chance.uniform(200, 2800, chance.integers(1, 3)):
        sound += np.sin(2 * np.pi * hertz * times)
    return sound


JUNK = (household, hiss, music, tone)


def junk(seed: int) -> bytes:
    """Return half a second to three seconds of something that is no speech."""
    chance = np.random.default_rng(seed)
    sound = JUNK[seed % len(JUNK)](int(RATE * chance.uniform(0.5, 3)), chance)
    return mulaw_of(np.clip(sound / (sound.std() + 1e-9) * chance.uniform(150, 4000), -32000, 32000))


def noisy(mulaw: bytes, decibels: float, seed: int) -> bytes:
    """Return speech with household noise so many decibels below its louder half."""
    speech = samples_of(mulaw).astype(np.float64)
    noise = household(len(speech), np.random.default_rng(seed))
    frames = np.sort(np.mean(speech[: len(speech) // 160 * 160].reshape(-1, 160) ** 2, axis=1))
    level = np.sqrt(np.mean(frames[-max(1, len(frames) // 2) :]))
    return mulaw_of(np.clip(speech + noise / noise.std() * level / 10 ** (decibels / 20), -32000, 32000))
