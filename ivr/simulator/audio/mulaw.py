"""G.711 mu-law, the telephone's eight bits, to and from 16-bit samples."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

RATE = 8000
SILENCE = 0xFF
_BIAS = 132
_CLIP = 32635


def _decoded(code: int) -> int:
    inverted = ~code & 0xFF
    magnitude = ((((inverted & 0x0F) << 3) + _BIAS) << ((inverted >> 4) & 7)) - _BIAS
    return -magnitude if inverted & 0x80 else magnitude


def _encoded(sample: int) -> int:
    sign = 0x80 if sample < 0 else 0
    magnitude = min(abs(sample), _CLIP) + _BIAS
    exponent = max(magnitude.bit_length() - 8, 0)
    return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0F)) & 0xFF


_DECODE = np.array([_decoded(code) for code in range(256)], dtype=np.int16)
_ENCODE = np.array([_encoded(sample) for sample in range(-32768, 32768)], dtype=np.uint8)


def decode(ulaw: bytes) -> Samples:
    """Return the 16-bit samples of mu-law bytes."""
    samples: Samples = _DECODE[np.frombuffer(ulaw, dtype=np.uint8)]
    return samples


def encode(samples: Samples) -> bytes:
    """Return the mu-law bytes of 16-bit samples."""
    return bytes(_ENCODE[samples.astype(np.int32) + 32768].tobytes())


def silence(samples: int) -> bytes:
    """Return that many samples of silence."""
    return bytes([SILENCE]) * max(samples, 0)


def mix(*tracks: bytes) -> bytes:
    """Return the sum of mu-law tracks of one length, clipped."""
    if len(tracks) == 1:
        return tracks[0]
    total = np.sum([decode(track).astype(np.int32) for track in tracks], axis=0)
    return encode(np.clip(total, -32768, 32767).astype(np.int16))


def laid(parts: Sequence[tuple[int, bytes]], samples: int) -> bytes:
    """Return parts laid on so many samples of silence, each from its first sample on, summed where they overlap."""
    if not parts:
        return silence(samples)
    if len(parts) == 1:
        [(start, part)] = parts
        return silence(start) + part + silence(samples - start - len(part))
    total = np.zeros(samples, np.int32)
    for start, part in parts:
        total[start : start + len(part)] += decode(part)
    return encode(np.clip(total, -32768, 32767).astype(np.int16))


def loudness(ulaw: bytes) -> float:
    """Return the root mean square of the samples: about 0 for silence, thousands for speech."""
    if not ulaw:
        return 0.0
    return float(np.sqrt(np.mean(decode(ulaw).astype(np.float64) ** 2)))
