"""Frames on the socket to a decoder: two lengths, a JSON head, raw audio. The same bytes for both ends."""

import json
import struct

from ivr.speech.decoding.job import Job

LENGTHS = struct.Struct("!II")
MAX_FRAME = 16 << 20
FORK, HERE = b"+", b"="
"""What the fork server does with a socket: fork a decoder for it, or decode for it itself."""


def job_frame(job: Job) -> bytes:
    """Return the frame that asks for a decode."""
    fields = {name: value for name, value in vars(job).items() if name != "mulaw"}
    head = json.dumps(fields, ensure_ascii=False).encode()
    return LENGTHS.pack(len(head), len(job.mulaw)) + head + job.mulaw


def job_of(head: bytes, mulaw: bytes) -> Job:
    """Return the job of a frame's two parts."""
    fields = json.loads(head)
    phrases, others = fields.pop("phrases"), fields.pop("others")
    return Job(mulaw, None if phrases is None else tuple(phrases), others=tuple(others), **fields)


def answer_frame(answer: bytes) -> bytes:
    """Return the frame that carries an answer."""
    return LENGTHS.pack(len(answer), 0) + answer
