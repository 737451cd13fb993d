"""Forked Vosk decoders: a crash of one costs no call anything."""

from ivr.speech.decoding.decoder import DecodersUnavailable
from ivr.speech.decoding.job import GARBAGE, NOTHING, BadJob, Decode, Hypothesis, Job, Word
from ivr.speech.decoding.pool import DecodeFailed, Pool, open_pool

__all__ = [
    "GARBAGE",
    "NOTHING",
    "BadJob",
    "Decode",
    "DecodeFailed",
    "DecodersUnavailable",
    "Hypothesis",
    "Job",
    "Pool",
    "Word",
    "open_pool",
]
