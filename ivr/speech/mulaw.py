"""G.711 mu-law, the telephone's bytes, and the 16-bit samples that they stand for."""

import numpy as np
import numpy.typing as npt

RATE = 8000
"""Samples, and mu-law bytes, a second. Nothing else is ever decoded."""
SILENCE = b"\xff"
"""One mu-law sample of digital silence."""

_BIAS = 0x84

Samples = npt.NDArray[np.int16]


def _decoding_table() -> Samples:
    code = ~np.arange(256, dtype=np.uint8)
    exponent, mantissa = (code >> 4) & 7, code & 15
    magnitude = (((mantissa.astype(np.int32) << 3) + _BIAS) << exponent) - _BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


_DECODED = _decoding_table()
_ORDER = np.argsort(_DECODED[:255], kind="stable")
_BORDERS = (_DECODED[_ORDER][1:].astype(np.int32) + _DECODED[_ORDER][:-1]) / 2


def samples_of(mulaw: bytes) -> Samples:
    """Return the 16-bit samples of mu-law bytes."""
    return _DECODED[np.frombuffer(mulaw, dtype=np.uint8)]


def mulaw_of(samples: npt.NDArray[np.generic]) -> bytes:
    """Return samples (16-bit range, any type) as mu-law bytes, each at its nearest level."""
    codes: npt.NDArray[np.uint8] = _ORDER[np.searchsorted(_BORDERS, samples)].astype(np.uint8)
    codes[codes == 0x7F] = 0xFF
    return codes.tobytes()


def seconds_of(mulaw: bytes) -> float:
    """Return how long mu-law audio lasts."""
    return len(mulaw) / RATE
