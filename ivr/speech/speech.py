"""The speech of one process: decoders, grammars, and a session for each stream."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from ivr import settings
from ivr.speech import proof
from ivr.speech.confidence import FILE, Model
from ivr.speech.decoding import DecodersUnavailable, Pool, open_pool
from ivr.speech.endpoint import PEEK, timeout
from ivr.speech.health import Health
from ivr.speech.listening import Listening
from ivr.speech.recogniser import Recogniser
from ivr.speech.recognition import Recognition
from ivr.speech.session import Ask, Handle, SpeechSession
from ivr.speech.spelling import Prior, spelling_prior
from ivr.speech.weighing import Weigher
from ivr.speech.wording import FreeWordings


class Speech:
    """Recognises speech for many callers; made by `Speech.open`. Without a pool it is deaf, and says why."""

    def __init__(self, pool: Pool | None, recogniser: Recogniser | None, model: str, detail: str) -> None:
        self._pool, self._recogniser, self._model, self._detail = pool, recogniser, model, detail

    @classmethod
    @asynccontextmanager
    async def open(cls, model: Path | None, grammars: Path, decoders: int | None = None) -> AsyncIterator["Speech"]:
        """Give speech by this model, proved by decoding a known clip; a deaf one (keypad mode) where that fails."""
        async with AsyncExitStack() as stack:
            learning = asyncio.create_task(asyncio.to_thread(spelling_prior, model or Path()))
            pool, detail = await _proved_pool(stack, model, decoders)
            prior = await learning
            yield cls(pool, _recogniser(pool, grammars, prior) if pool else None, str(model or ""), detail)

    @property
    def health(self) -> Health:
        """Return how the decoders are."""
        if self._pool is None:
            return Health(False, self._model, self._detail)
        pool = self._pool
        return Health(True, self._model, self._detail, pool.decoders, pool.crashes, pool.drops)

    def session(self, listening: Ask, handler: Handle) -> SpeechSession:
        """Return a session for one stream."""
        return SpeechSession(self._recogniser, listening, handler)

    async def recognise(self, mulaw: bytes, listening: Listening) -> Recognition | None:
        """Return what a whole clip was taken for, or None where there is no model.

        Its latency is what a call would have: the endpoint's silence, in which most of the decoding is done.
        """
        if self._recogniser is None:
            return None
        heard = await self._recogniser.hear(mulaw, listening)
        recognition = await self._recogniser.decide(heard, listening)
        latency = max(timeout(listening, heard.continuation), PEEK + recognition.decode_seconds)
        return replace(recognition, latency=latency)


async def _proved_pool(stack: AsyncExitStack, model: Path | None, decoders: int | None) -> tuple[Pool | None, str]:
    if model is None:
        return None, "no speech model: keypad mode"
    try:
        pool = await stack.enter_async_context(open_pool(model, decoders))
    except DecodersUnavailable as error:
        return None, f"{error}: keypad mode"
    if flaw := await proof.flaw(pool, await asyncio.to_thread(proof.clip)):
        await stack.aclose()
        return None, f"{flaw}: keypad mode"
    return pool, "proved by a known clip"


def _recogniser(pool: Pool, grammars: Path, prior: Prior) -> Recogniser:
    """Return a recogniser with the confidence that was fitted for these grammars, else for the project's."""
    own = grammars / FILE
    confidence = Model.load(own if own.exists() else settings.PROJECT / "grammars" / FILE)
    return Recogniser(Weigher(pool, grammars, prior), confidence, FreeWordings(pool))
