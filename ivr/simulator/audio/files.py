"""Audio files in and out: anything libsndfile reads, and WAV for what was recorded."""

import io

import numpy as np
import soundfile  # type: ignore[import-untyped]
import soxr

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.sound import Sound


class NotAudio(Exception):
    """The bytes are no audio file that can be read."""


def read(data: bytes, name: str) -> Sound:
    """Return a file's sound; its words are its comment (RIFF ICMT), else `[audio 3.2 s name]`."""
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            samples, rate, comment = file.read(dtype="float32", always_2d=True), file.samplerate, file.comment.strip()
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise NotAudio(str(error).rpartition(": ")[2]) from error
    ulaw = from_floats(samples.mean(axis=1), rate)
    return Sound(comment or f"[audio {len(ulaw) / mulaw.RATE:.1f} s {name}]", ulaw, words=bool(comment))


def from_floats(samples: "np.typing.NDArray[np.float32]", rate: int) -> bytes:
    """Return samples between -1 and 1 at any rate as mu-law at 8 kHz."""
    if rate != mulaw.RATE:
        samples = soxr.resample(samples, rate, mulaw.RATE)
    return mulaw.encode(np.asarray(np.clip(samples, -1, 1) * 32767, dtype=np.int16))


def wav(*channels: bytes) -> bytes:
    """Return mu-law channels of one length as a 16-bit WAV file."""
    return _written("WAV", *channels)


def mp3(*channels: bytes) -> bytes:
    """Return mu-law channels of one length as an MP3 file."""
    return _written("MP3", *channels)


def _written(kind: str, *channels: bytes) -> bytes:
    out = io.BytesIO()
    samples = np.stack([mulaw.decode(channel) for channel in channels], axis=1)
    soundfile.write(out, samples, mulaw.RATE, format=kind)
    return out.getvalue()
