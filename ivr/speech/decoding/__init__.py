"""Forked Vosk decoders: a crash of one costs no call anything."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ivr.speech.decoding.decoder import DecodersUnavailable as DecodersUnavailable
    from ivr.speech.decoding.job import GARBAGE as GARBAGE
    from ivr.speech.decoding.job import NOTHING as NOTHING
    from ivr.speech.decoding.job import BadJob as BadJob
    from ivr.speech.decoding.job import Decode as Decode
    from ivr.speech.decoding.job import Hypothesis as Hypothesis
    from ivr.speech.decoding.job import Job as Job
    from ivr.speech.decoding.job import Word as Word
    from ivr.speech.decoding.pool import DecodeFailed as DecodeFailed
    from ivr.speech.decoding.pool import Pool as Pool
    from ivr.speech.decoding.pool import open_pool as open_pool

_HOMES = {
    "DecodersUnavailable": "decoder",
    **dict.fromkeys(("GARBAGE", "NOTHING", "BadJob", "Decode", "Hypothesis", "Job", "Word"), "job"),
    **dict.fromkeys(("DecodeFailed", "Pool", "open_pool"), "pool"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the process that forks decoders needs none, and starts in half."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
