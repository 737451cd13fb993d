"""The voices that speak: one that sounds, made offline, and one that only takes its time."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ivr.simulator.audio import files, mulaw
from ivr.simulator.audio.sound import Sound

SECONDS_A_LETTER = 0.065
QUIET = 0.01
_HUM = b"\x9f\x1f"


class Voice(Protocol):
    """Anything that turns words into sound."""

    async def sound(self, text: str) -> Sound:
        """Return the words, spoken."""


class PacedVoice:
    """A voice that hums for as long as the words would take: for the virtual clock."""

    async def sound(self, text: str) -> Sound:
        """Return a hum of the words' length, the same for the same words."""
        return hummed(text)


class NeuralVoice:
    """A small neural English voice, about ninety times faster than speech on one core."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="voice")
        self._spoken: dict[str, asyncio.Future[Sound]] = {}
        self._synthesiser: object | None = None

    async def sound(self, text: str) -> Sound:
        """Return the words spoken; the same words are made once."""
        if text not in self._spoken:
            self._spoken[text] = asyncio.get_running_loop().run_in_executor(self._worker, self._make, text)
        return await asyncio.shield(self._spoken[text])

    def _make(self, text: str) -> Sound:
        from hibari import Hibari  # its import takes a second

        self._synthesiser = self._synthesiser or Hibari()
        samples = self._synthesiser(_speakable(text), seed=1)  # type: ignore[operator]
        ulaw = files.from_floats(trimmed(samples), Hibari.sample_rate)
        return Sound(text, ulaw) if ulaw else hummed(text)


def trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what was spoken without the third of a second of silence that the voice adds on both sides."""
    loud = np.nonzero(np.abs(samples) > QUIET)[0]
    return samples[loud[0] : loud[-1] + 1] if len(loud) else samples


@lru_cache(4096)
def hummed(text: str) -> Sound:
    """Return a hum as long as the words would take."""
    samples = round((0.3 + SECONDS_A_LETTER * len(text)) * mulaw.RATE)
    return Sound(text, (_HUM * (samples // 2 + 1))[:samples])


def _speakable(text: str) -> str:
    return re.sub(r"[^\w\s.,;:?!'$%&+-]", " ", text)
