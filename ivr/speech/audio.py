"""Turn any WAV into 8 kHz mu-law, as a telephone would carry it."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

from ivr.speech.mulaw import RATE, mulaw_of, seconds_of
from ivr.speech.wav import AudioError, WavFormat, parse

MAX_BYTES = 64 << 20
MAX_SECONDS = 600.0
TELEPHONE = WavFormat(codec=7, channels=1, rate=RATE, bits=8)

__all__ = ["AudioError", "read_wav", "resample"]


def resample(samples: npt.NDArray[np.generic], rate: int) -> npt.NDArray[np.float32]:
    """Return samples at 8 kHz, band-limited (soxr), as 32-bit floats of 16-bit range."""
    floats = samples.astype(np.float32)
    resampled: npt.NDArray[np.float32] = floats if rate == RATE else soxr.resample(floats, rate, RATE)
    return resampled


def read_wav(source: Path | bytes) -> bytes:
    """Return a WAV as 8 kHz mono mu-law, as a telephone would carry it.

    Takes PCM and float of any rate, width and channels, mu-law and A-law. Raises AudioError for all else, with the
    codec's name and what to do.
    """
    data = source if isinstance(source, bytes) else _read(source)
    if len(data) > MAX_BYTES:
        raise AudioError(f"longer than {MAX_BYTES >> 20} MiB")
    wav = parse(data)
    mulaw = wav.payload if wav.form == TELEPHONE else mulaw_of(resample(wav.samples().mean(axis=1), wav.form.rate))
    if seconds_of(mulaw) > MAX_SECONDS:
        raise AudioError(f"longer than {MAX_SECONDS:.0f} seconds")
    return mulaw


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise AudioError(f"{path}: {error.strerror}") from error
