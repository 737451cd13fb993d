"""Turn any WAV into 8 kHz mu-law, as a telephone would carry it."""

import io
import struct
import warnings
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

from ivr.speech.mulaw import RATE, Samples, mulaw_of, samples_of, seconds_of

with warnings.catch_warnings():  # pydub warns of a missing ffmpeg, which is never used here
    warnings.simplefilter("ignore", RuntimeWarning)
    from pydub import AudioSegment

MAX_BYTES = 64 << 20
MAX_SECONDS = 600.0

_MULAW_TAG = 7


class AudioError(Exception):
    """The audio can't be read: not a WAV, too long or damaged. Asking again will not help."""


def resample(samples: npt.NDArray[np.generic], rate: int) -> npt.NDArray[np.float32]:
    """Return samples at 8 kHz, band-limited (soxr), as 32-bit floats of 16-bit range."""
    floats = samples.astype(np.float32)
    resampled: npt.NDArray[np.float32] = floats if rate == RATE else soxr.resample(floats, rate, RATE)
    return resampled


def read_wav(source: Path | bytes) -> bytes:
    """Return a WAV as 8 kHz mono mu-law, as a telephone would carry it.

    Takes PCM of any rate, width and channels, and mu-law. Raises AudioError for all else.
    """
    data = source if isinstance(source, bytes) else _read(source)
    if len(data) > MAX_BYTES:
        raise AudioError(f"longer than {MAX_BYTES >> 20} MiB")
    mulaw = _mulaw_payload(data) or _converted(data)
    if seconds_of(mulaw) > MAX_SECONDS:
        raise AudioError(f"longer than {MAX_SECONDS:.0f} seconds")
    return mulaw


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise AudioError(f"{path}: {error.strerror}") from error


def _mulaw_payload(data: bytes) -> bytes | None:
    """Return the bytes of an 8 kHz mono mu-law WAV, which need no conversion; None for any other WAV."""
    chunks = dict(_chunks(data))
    if len(chunks.get(b"fmt ", b"")) < 16 or b"data" not in chunks:
        return None
    tag, channels, rate = struct.unpack_from("<HHI", chunks[b"fmt "])
    if tag != _MULAW_TAG:
        return None
    mulaw = chunks[b"data"]
    return mulaw if (channels, rate) == (1, RATE) else _remixed(samples_of(mulaw), channels, rate)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise AudioError("not a WAV file")
    chunks, at = [], 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        chunks.append((name, data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return chunks


def _converted(data: bytes) -> bytes:
    try:
        segment = AudioSegment.from_file(io.BytesIO(data), format="wav").set_sample_width(2)
    except Exception as error:  # pydub raises many kinds for damaged files
        raise AudioError(f"can't read this WAV: {error}"[:200]) from error
    samples = np.frombuffer(segment.raw_data, dtype=np.int16)
    return _remixed(samples, segment.channels, segment.frame_rate)


def _remixed(samples: Samples, channels: int, rate: int) -> bytes:
    if not 1 <= channels <= 8 or not 4000 <= rate <= 192_000:
        raise AudioError(f"{channels} channels at {rate} Hz")
    frames = samples[: len(samples) // channels * channels].reshape(-1, channels)
    return mulaw_of(resample(frames.mean(axis=1), rate))
