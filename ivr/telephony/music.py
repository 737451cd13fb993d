"""Make the music that waiting callers hear: soft chords that never fall silent, by arithmetic, so nobody owns them."""

import wave
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from ivr.turn.reply import TONE_SECONDS

RATE = 8000
BAR_SECONDS = 3.0
LOUDNESS = 0.16
CHORDS = (  # frequencies in hertz: C, A minor, F, G, each an octave of quiet fifths
    (261.63, 329.63, 392.00),
    (220.00, 261.63, 329.63),
    (174.61, 220.00, 261.63),
    (196.00, 246.94, 293.66),
)
ROUNDS = 2
NOTE_EVERY, TONE_PITCH, TONE_LOUDNESS = 4.0, 392.0, 0.05


@cache
def music() -> bytes:
    """Return about half a minute as a WAV file, 8 kHz, 16 bit, mono; it may be played in a loop."""
    melody = np.concatenate([_bar(chord) for chord in CHORDS * ROUNDS])
    return _wav((melody * 32767).astype("<i2").tobytes())


def seconds() -> float:
    """Return how long the music plays."""
    return len(CHORDS) * ROUNDS * BAR_SECONDS


@cache
def soft_tone() -> bytes:
    """Return a minute with a soft note every few seconds, as a WAV file: somebody is still there."""
    at = np.arange(int(RATE * NOTE_EVERY)) / RATE
    note = TONE_LOUDNESS * np.clip(at / 0.05, 0, 1) * np.exp(-3.0 * at) * np.sin(2 * np.pi * TONE_PITCH * at)
    return _wav((np.tile(note, round(TONE_SECONDS / NOTE_EVERY)) * 32767).astype("<i2").tobytes())


def _bar(chord: tuple[float, ...]) -> NDArray[np.float64]:
    """Return one chord, its notes one after the other, each ringing on."""
    at = np.arange(int(RATE * BAR_SECONDS)) / RATE
    notes = [_note(pitch, at - i * BAR_SECONDS / 6) for i, pitch in enumerate(chord)]
    swell = 0.55 + 0.45 * np.sin(np.pi * at / BAR_SECONDS)
    return LOUDNESS * swell * (np.sin(2 * np.pi * chord[0] / 2 * at) * 0.5 + sum(notes)) / len(chord)


def _note(pitch: float, at: NDArray[np.float64]) -> NDArray[np.float64]:
    attack = np.clip(at / 0.08, 0, 1)
    ringing = attack * np.exp(-0.6 * np.clip(at, 0, None))
    return ringing * (np.sin(2 * np.pi * pitch * at) + 0.3 * np.sin(4 * np.pi * pitch * at))


def _wav(samples: bytes) -> bytes:
    file = BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(samples)
    return file.getvalue()
