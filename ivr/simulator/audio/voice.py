"""The voices that speak: a neural one, made offline, and one that only hums for as long as the words would take."""

import asyncio
import importlib.util
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ivr.simulator.audio import files, mulaw
from ivr.simulator.audio.sound import Sound

SECONDS_A_LETTER = 0.065
QUIET = 0.01
PEOPLE = 1.0
SAY = 0.8
"""Pitch of the two who speak: people on the phone have the voice's own, <Say> a lower one.

So a developer hears, as a caller would, where an app changes from recordings to <Say>: recordings made with this
very voice don't hide it.
"""
_HUM = b"\x9f\x1f"


class Voice(Protocol):
    """Anything that turns words into sound."""

    async def sound(self, text: str, pitch: float = PEOPLE) -> Sound:
        """Return the words, spoken."""

    async def ready(self, texts: Iterable[str] = ()) -> None:
        """Wait until no call will wait for the voice, nor for these words of people."""


class PacedVoice:
    """A voice that hums for as long as the words would take: for the virtual clock."""

    async def sound(self, text: str, pitch: float = PEOPLE) -> Sound:
        """Return a hum of the words' length, the same for the same words."""
        return hummed(text)

    async def ready(self, texts: Iterable[str] = ()) -> None:
        """Nothing has to be made."""


class NeuralVoice:
    """A small neural English voice, ninety times faster than speech on one core; it hums where it isn't installed."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="voice")
        self._spoken: dict[tuple[str, float], asyncio.Future[Sound]] = {}
        self._synthesiser: Any = None

    async def sound(self, text: str, pitch: float = PEOPLE) -> Sound:
        """Return the words spoken; the same words are made once."""
        return await asyncio.shield(self._made(text, pitch)) if installed() else hummed(text)

    async def ready(self, texts: Iterable[str] = ()) -> None:
        """Load the voice and make these words of people, so that no call waits for them."""
        if installed():
            await asyncio.gather(*(self._made(text, PEOPLE) for text in ("ready", *texts)))

    def _made(self, text: str, pitch: float) -> "asyncio.Future[Sound]":
        key = text, pitch
        if key not in self._spoken:
            self._spoken[key] = asyncio.get_running_loop().run_in_executor(self._worker, self._make, text, pitch)
        return self._spoken[key]

    def _make(self, text: str, pitch: float) -> Sound:
        from hibari import Hibari  # its import takes a second

        self._synthesiser = self._synthesiser or Hibari()
        # Spoken faster and then played slower: as long as before, and lower.
        samples = self._synthesiser(_speakable(text), speed=1 / pitch, seed=1)
        ulaw = files.from_floats(trimmed(samples), round(Hibari.sample_rate * pitch))
        return Sound(text, ulaw) if ulaw else hummed(text)


def installed() -> bool:
    """Say whether the neural voice is installed."""
    return importlib.util.find_spec("hibari") is not None


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
