"""Tell keypad tones from speech by the Goertzel sums of one frame."""

import numpy as np
import numpy.typing as npt

from ivr.speech.mulaw import RATE

ROWS = (697, 770, 852, 941)
COLUMNS = (1209, 1336, 1477, 1633)
SHARE = 0.7
"""Part of a frame's energy that its row and its column must hold together to be a key."""
TWIST = 10.0
"""How many times stronger than the other one of the two may be."""


def _waves(length: int) -> npt.NDArray[np.complex64]:
    times = np.arange(length) / RATE
    frequencies = np.array(ROWS + COLUMNS)
    return np.exp(-2j * np.pi * np.outer(times, frequencies)).astype(np.complex64)


_WAVES = {length: _waves(length) for length in (160,)}


def is_key_tone(frame: npt.NDArray[np.float32]) -> bool:
    """Return whether a frame of 160 samples (20 ms) is a DTMF tone."""
    total = float(frame @ frame) * len(frame) / 2
    powers = np.abs(frame @ _WAVES[len(frame)]) ** 2
    row, column = float(powers[:4].max()), float(powers[4:].max())
    return row + column > SHARE * total and row < TWIST * column and column < TWIST * row
