"""Suppress steady noise: a Wiener filter whose noise is what the clip's quietest frames hold.

A caller's kitchen or car goes on while the caller is silent, so those frames tell its spectrum. The gain never falls
below FLOOR: what is left of the noise hides the filter's own tinkling, and words cut so tightly that no frame is silent
survive.
"""

import numpy as np
import numpy.typing as npt

FRAME, STEP = 256, 128
WINDOW = np.sqrt(np.hanning(FRAME + 1)[:-1]).astype(np.float32)
"""Its squares add up to one where frames overlap by half."""
QUIETEST, FEWEST = 0.35, 8
"""Part of the frames that tell the noise, and how many at least."""
FLOOR = 0.3
MEMORY = 0.92
"""How slowly the speech believed to be in a band changes: Ephraim and Malah's decision-directed rule."""

Floats = npt.NDArray[np.float32]


def suppressed(samples: Floats) -> Floats:
    """Return samples at 8 kHz with their steady noise made fainter; as they are where they are too few to tell."""
    if len(samples) < FEWEST * FRAME:
        return samples
    framed = np.pad(samples, (STEP, FRAME + -len(samples) % STEP))
    frames = np.lib.stride_tricks.sliding_window_view(framed, FRAME)[::STEP]
    spectra = np.fft.rfft(frames * WINDOW, axis=1).astype(np.complex64)
    cleaned = np.fft.irfft(spectra * _gains(np.abs(spectra) ** 2), FRAME, axis=1).astype(np.float32) * WINDOW
    halves = cleaned.reshape(len(cleaned), 2, STEP)
    joined = (halves[1:, 0] + halves[:-1, 1]).ravel()
    return np.asarray(joined[: len(samples)], dtype=np.float32)


def _gains(powers: Floats) -> Floats:
    """Return what to multiply each band of each frame by."""
    above = powers / _noise(powers)
    gains = np.empty_like(powers)
    speech = np.zeros(powers.shape[1], np.float32)
    for index, ratio in enumerate(above):
        likely = MEMORY * speech + (1 - MEMORY) * np.maximum(ratio - 1, 0)
        gain = likely / (1 + likely)
        speech = gain * gain * ratio
        gains[index] = gain
    return np.maximum(gains, FLOOR)


def _noise(powers: Floats) -> Floats:
    """Return the mean power of each band over the quietest frames; those at the ends hold padding."""
    inner = powers[1:-3]
    count = max(FEWEST, int(QUIETEST * len(inner)))
    quietest = np.argsort(inner.sum(axis=1))[:count]
    return np.asarray(inner[quietest].mean(axis=0) + 1.0, dtype=np.float32)
