"""Prepare telephone sound for a model that learned at 16 kHz: suppress noise, level, resample, and a little noise.

Each step was measured alone (docs/speech.md): Kaldi's own resampler loses a third of what can be lost,
quiet callers are lost without levelling, and digital silence is a sound that no model has learned.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import soxr

from ivr.speech.decoding.suppression import suppressed
from ivr.speech.mulaw import RATE, samples_of

MODEL_RATE = 16_000
"""The only rate that is ever given to Vosk."""
FRAME = 160
LEVEL, MOST_GAIN = 800.0, 60.0
"""Root mean square that the loudest quarter of the frames gets, and how much louder they may become."""
NOISE = np.random.default_rng(0).normal(scale=1.5, size=MODEL_RATE).astype(np.float32)
"""Faint noise, always the same, so that the same sound always gives the same words."""
PAD_BEFORE, PAD_AFTER = 0.3, 0.4
"""Seconds of near silence that a clip gets where it has none: of words cut tightly, 3 more in 100 are heard."""
QUIET = LEVEL / 3
"""Root mean square of a levelled frame below which nobody speaks in it."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Sound:
    """16-bit samples at MODEL_RATE, and the seconds of padding before the clip begins."""

    samples: bytes
    padding: float

    @property
    def seconds(self) -> float:
        """Return how long it lasts, padding included."""
        return len(self.samples) / (2 * MODEL_RATE)


def prepared_sound(mulaw: bytes, speed: float = 1.0, *, raw: bool = False) -> Sound:
    """Return the clip as the model hears it best, at another speed and pitch where wanted; `raw` keeps its noise."""
    samples = samples_of(mulaw).astype(np.float32)
    samples = samples if raw else suppressed(samples)
    levels = frame_levels(samples)
    louder = gain(levels)
    before, after = _missing(levels * louder, PAD_BEFORE), _missing(levels[::-1] * louder, PAD_AFTER)
    resampled: Floats = soxr.resample(samples * louder, RATE * speed, MODEL_RATE)
    padded = np.pad(resampled, (int(before * MODEL_RATE), int(after * MODEL_RATE)))
    noisy = padded + np.resize(NOISE, len(padded))
    return Sound(bytes(np.clip(noisy, -32768, 32767).astype("<i2")), before)


def frame_levels(samples: Floats) -> Floats:
    """Return the root mean square of each whole frame of 20 ms."""
    whole = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    return np.asarray(np.sqrt(np.mean(whole**2, axis=1)), dtype=np.float32)


def gain(levels: Floats) -> float:
    """Return what to multiply by so that the loudest quarter of the frames gets the right level."""
    if not levels.size:
        return 1.0
    loud = float(np.sqrt(np.mean(np.sort(levels)[-max(1, len(levels) // 4) :] ** 2)))
    return min(LEVEL / max(loud, 1.0), MOST_GAIN)


def _missing(levels: Floats, wanted: float) -> float:
    """Return the seconds that the quiet at the beginning lacks."""
    loud = np.nonzero(levels >= QUIET)[0]
    quiet = int(loud[0]) if loud.size else len(levels)
    return max(0.0, wanted - quiet * FRAME / RATE)
