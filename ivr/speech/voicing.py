"""Tell whether somebody speaks in a clip: a vowel has a pitch, a knock and a hiss have none, a hum never changes."""

import numpy as np
import numpy.typing as npt

from ivr.speech.mulaw import RATE, samples_of

FRAME, STEP = 320, 80
LOW, HIGH = 75, 330
"""Hertz between which voices are pitched."""
PERIODIC = 0.55
"""Correlation of a frame with itself one period later, from which on it has a pitch."""
LOUD = 12.0
"""Decibels below the loudest frame within which a frame may be a vowel."""
LONG = 4
"""Steps of 10 ms that a vowel lasts at least: that of a "two" in a word cut tightly is hardly longer."""
QUIETEST = 0.1
ABOVE = 4.0
"""Decibels by which vowels stand out of the quietest part of the clip: a hum does not."""
CLEAN = 25.0
"""Decibels between the quiet and the loud part of a clip without noise."""

Floats = npt.NDArray[np.float32]


def has_voice(clip: bytes) -> bool:
    """Return whether the clip holds a vowel that is clearly louder than what is around it."""
    frames = _frames(clip)
    levels = _levels(frames)
    needed = max(float(levels.max()) - LOUD, float(np.quantile(levels, QUIETEST)) + ABOVE)
    loud = np.flatnonzero(levels >= needed)
    return int(np.count_nonzero(_periodicity(frames[loud]) >= PERIODIC)) >= LONG


def is_clean(clip: bytes) -> bool:
    """Return whether the clip's quiet parts are so quiet that there is no noise to suppress."""
    levels = _levels(_frames(clip))
    return bool(levels.size) and float(np.ptp(np.quantile(levels, (QUIETEST, 1 - QUIETEST)))) >= CLEAN


def _frames(clip: bytes) -> Floats:
    samples = samples_of(clip).astype(np.float32)
    padded = np.pad(samples, (0, max(0, FRAME - len(samples))))
    return np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::STEP]


def _levels(frames: Floats) -> Floats:
    """Return each frame's level in decibels over one unit of 16-bit amplitude."""
    return np.asarray(10 * np.log10(np.mean(frames**2, axis=1) + 1.0))


def _periodicity(frames: Floats) -> Floats:
    """Return how much each frame is like itself after the best period of a voice."""
    centred = frames - frames.mean(axis=1, keepdims=True)
    spectra = np.fft.rfft(centred, 2 * FRAME, axis=1)
    correlation = np.fft.irfft(np.abs(spectra) ** 2, axis=1)[:, :FRAME]
    overlap = 1 - np.arange(FRAME) / FRAME
    alike = correlation / (correlation[:, :1] + 1e-6) / overlap
    return np.asarray(alike[:, RATE // HIGH : RATE // LOW].max(axis=1, initial=0.0))
