"""Sounds nobody has to record: beeps, ringing, keys and music on hold."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.sound import Sound

_KEYS = {"1": (697, 1209), "2": (697, 1336), "3": (697, 1477), "A": (697, 1633),
         "4": (770, 1209), "5": (770, 1336), "6": (770, 1477), "B": (770, 1633),
         "7": (852, 1209), "8": (852, 1336), "9": (852, 1477), "C": (852, 1633),
         "*": (941, 1209), "0": (941, 1336), "#": (941, 1477), "D": (941, 1633)}  # fmt: skip
_MELODY = (262, 330, 392, 330, 349, 440, 392, 330)


def _tone(seconds: float, *frequencies: float, level: int = 4000) -> NDArray[np.int16]:
    times = np.arange(round(seconds * mulaw.RATE)) / mulaw.RATE
    wave = sum((np.sin(2 * np.pi * frequency * times) for frequency in frequencies), np.zeros_like(times))
    return np.asarray(level * wave / max(len(frequencies), 1), dtype=np.int16)


def _joined(*parts: NDArray[np.int16]) -> bytes:
    return mulaw.encode(np.concatenate(parts))


@lru_cache
def beep() -> Sound:
    """Return the beep before a recording."""
    return Sound("[beep]", _joined(_tone(0.4, 1000)), words=False)


@lru_cache
def ringing() -> Sound:
    """Return one turn of the ring-back tone: two seconds of tone, four of silence."""
    return Sound("[ringing]", _joined(_tone(2, 440, 480), _tone(4)), words=False)


@lru_cache
def music() -> Sound:
    """Return the music a caller hears on hold when the app names none."""
    notes = [_tone(0.5, note, note * 2, level=1500) for note in _MELODY * 4]
    return Sound("[music on hold]", _joined(*notes), words=False)


@lru_cache
def cowbell() -> Sound:
    """Return four strokes of a cowbell."""
    times = np.arange(mulaw.RATE // 2) / mulaw.RATE
    stroke = np.asarray(_tone(0.5, 540, 800) * np.exp(-9 * times), dtype=np.int16)
    return Sound("[cowbell]", _joined(*[stroke] * 4), words=False)


@lru_cache
def keys(digits: str) -> Sound:
    """Return the tones of keys; `w` is half a second's pause and `W` a whole one."""
    parts = [_tone(0)]
    for digit in digits:
        if digit in "wW":
            parts.append(_tone(0.5 if digit == "w" else 1.0))
        elif digit in _KEYS:
            parts += [_tone(0.1, *_KEYS[digit]), _tone(0.1)]
    return Sound(f"[keys {digits}]", _joined(*parts), words=False)
