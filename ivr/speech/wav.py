"""Read a WAV file's own words: which codec, channels and rate, and the samples. Nothing outside this process helps.

Headers of telephone systems are often wrong about sizes: a length of 0 or more than there is means "to the end".
Sources: Microsoft's WAVEFORMATEX and WAVEFORMATEXTENSIBLE (whose sub-format names the codec); ITU-T G.711.
"""

import struct
import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ivr.speech.mulaw import Samples, samples_of

with warnings.catch_warnings():  # pydub warns of a missing ffmpeg, which is never used here
    warnings.simplefilter("ignore", RuntimeWarning)
    from pydub import AudioSegment

EXTENSIBLE, SUBFORMAT_AT = 0xFFFE, 24
CODECS = {
    0x01: "PCM",
    0x02: "MS ADPCM",
    0x03: "float",
    0x06: "A-law",
    0x07: "mu-law",
    0x11: "IMA ADPCM",
    0x31: "GSM 6.10",
    0x50: "MPEG",
    0x55: "MP3",
    0x64: "G.726 ADPCM",
    0x83: "G.729",
    0xFF: "AAC",
}
OTHER_FILES = {b"RIFX": "a big-endian WAV", b"OggS": "an Ogg file", b"fLaC": "a FLAC file", b"ID3": "an MP3 file"}
REMEDY = "convert it to 16-bit PCM, for instance `sox IN.wav -e signed -b 16 OUT.wav`"

Floats = npt.NDArray[np.float32]


class AudioError(Exception):
    """The audio can't be read: not a WAV, too long or damaged. Asking again will not help."""


@dataclass(frozen=True)
class WavFormat:
    """How samples are written: codec by its number, bits of one sample."""

    codec: int
    channels: int
    rate: int
    bits: int


@dataclass(frozen=True)
class Wav:
    """A WAV file: its form, and its samples as they are in the file."""

    form: WavFormat
    payload: bytes

    def samples(self) -> Samples | Floats:
        """Return one row a frame, one column a channel, in 16-bit range; raise AudioError for a codec we don't read."""
        form, flat = self.form, _decoded(self.form, self.payload)
        return flat[: len(flat) // form.channels * form.channels].reshape(-1, form.channels)


def parse(data: bytes) -> Wav:
    """Return what a WAV file holds; raise AudioError where it is none."""
    chunks = dict(_chunks(data))
    if len(chunks.get(b"fmt ", b"")) < 16 or b"data" not in chunks:
        raise AudioError("this WAV file is cut off: it has no form or no sound")
    form = _form(chunks[b"fmt "])
    if not 1 <= form.channels <= 8 or not 4000 <= form.rate <= 192_000:
        raise AudioError(f"{form.channels} channels at {form.rate} Hz: give 1 to 8 channels at 4 to 192 kHz")
    return Wav(form, chunks[b"data"])


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    if data[:4] not in (b"RIFF", b"RF64") or data[8:12] != b"WAVE":
        kind = next((name for start, name in OTHER_FILES.items() if data.startswith(start)), "")
        raise AudioError(f"not a WAV file but {kind}: {REMEDY}" if kind else "not a WAV file")
    chunks, at = [], 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        size = len(data) if name == b"data" and size == 0 else size  # written before the length was known
        chunks.append((name, data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return chunks


def _form(head: bytes) -> WavFormat:
    codec, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", head)
    if codec == EXTENSIBLE and len(head) >= SUBFORMAT_AT + 2:
        (codec,) = struct.unpack_from("<H", head, SUBFORMAT_AT)
    return WavFormat(codec, channels, rate, bits)


def _decoded(form: WavFormat, payload: bytes) -> Samples | Floats:
    match form.codec, form.bits:
        case 1, 8:
            return (np.frombuffer(payload, np.uint8).astype(np.int16) - 128) * 256
        case 1, 16 | 24 | 32:
            return _pcm(form, payload)
        case 3, 32 | 64:
            sound = np.frombuffer(_whole(payload, form.bits // 8), f"<f{form.bits // 8}").astype(np.float32)
            return np.clip(np.nan_to_num(sound, posinf=1.0, neginf=-1.0), -1, 1) * np.float32(32_767)
        case 6, 8:
            return _ALAW[np.frombuffer(payload, np.uint8)]
        case 7, 8:
            return samples_of(payload)
    raise AudioError(f"{CODECS.get(form.codec, f'codec {form.codec}')} of {form.bits} bits is not read: {REMEDY}")


def _pcm(form: WavFormat, payload: bytes) -> Samples:
    width = form.bits // 8
    frames = _whole(payload, width * form.channels)
    segment = AudioSegment(data=frames, sample_width=width, frame_rate=form.rate, channels=form.channels)
    return np.frombuffer(segment.set_sample_width(2).raw_data, np.int16)


def _whole(payload: bytes, width: int) -> bytes:
    """Return the samples that are all there."""
    return payload[: len(payload) // width * width]


def _alaw_table() -> Samples:
    code = np.arange(256, dtype=np.int32) ^ 0x55
    exponent, mantissa = code >> 4 & 7, code & 15
    magnitude = np.where(exponent == 0, (mantissa << 4) + 8, (mantissa << 4) + 0x108 << np.maximum(exponent - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


_ALAW = _alaw_table()
