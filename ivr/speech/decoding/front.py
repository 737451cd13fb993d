"""Prepare telephone sound for a model that learned at 16 kHz: level, resample, and a little noise.

Each step was measured alone (docs/speech.md): Kaldi's own resampler loses a third of what can be lost,
quiet callers are lost without levelling, and digital silence is a sound that no model has learned.
"""

import numpy as np
import numpy.typing as npt
import soxr

from ivr.speech.mulaw import RATE, samples_of

MODEL_RATE = 16_000
"""The only rate that is ever given to Vosk."""
FRAME = 160
LEVEL, MOST_GAIN = 800.0, 60.0
"""Root mean square that the loudest quarter of the frames gets, and how much louder they may become."""
NOISE = np.random.default_rng(0).normal(scale=1.5, size=MODEL_RATE).astype(np.float32)
"""Faint noise, always the same, so that the same sound always gives the same words."""
PAD_BEFORE, PAD_AFTER = 0.3, 0.4
"""Seconds of near silence around a clip: of words cut tightly, 3 more in 100 are heard."""

Floats = npt.NDArray[np.float32]


def prepared_sound(mulaw: bytes) -> bytes:
    """Return 16-bit samples at MODEL_RATE."""
    samples = samples_of(mulaw).astype(np.float32)
    resampled: Floats = soxr.resample(samples * gain(samples), RATE, MODEL_RATE)
    padded = np.pad(resampled, (int(PAD_BEFORE * MODEL_RATE), int(PAD_AFTER * MODEL_RATE)))
    noisy = padded + np.resize(NOISE, len(padded))
    return bytes(np.clip(noisy, -32768, 32767).astype("<i2"))


def gain(samples: Floats) -> float:
    """Return what to multiply by so that the loudest quarter of the frames gets the right level."""
    whole = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    if not whole.size:
        return 1.0
    powers = np.sort(np.mean(whole**2, axis=1))
    loud = float(np.sqrt(np.mean(powers[-max(1, len(powers) // 4) :])))
    return min(LEVEL / max(loud, 1.0), MOST_GAIN)
