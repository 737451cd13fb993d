"""Write and read WAV files that carry their own words: 8 kHz, 16 bit, mono, with an ICMT comment in LIST/INFO."""

import struct
from collections.abc import Iterator

RATE = 8000


def write_wav(samples: bytes, comment: str) -> bytes:
    """Return a WAV file of 16-bit little-endian samples with a comment."""
    form = struct.pack("<HHIIHH", 1, 1, RATE, RATE * 2, 2, 16)
    words = comment.encode() + b"\0"
    body = _chunk(b"fmt ", form) + _chunk(b"LIST", b"INFO" + _chunk(b"ICMT", words)) + _chunk(b"data", samples)
    return _chunk(b"RIFF", b"WAVE" + body)


def comment_of(wav: bytes) -> str:
    """Return the comment of a WAV file, or an empty text."""
    for name, content in _chunks(wav[12:]):
        if name == b"LIST" and content[:4] == b"INFO":
            words = dict(_chunks(content[4:])).get(b"ICMT", b"")
            return words.rstrip(b"\0").decode("utf-8", "replace")
    return ""


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        name, (length,) = data[at : at + 4], struct.unpack_from("<I", data, at + 4)
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
