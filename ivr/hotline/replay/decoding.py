"""Decode the sound of a past call once for all versions that listen for the same in it."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from ivr.languages.language import Language
from ivr.speech.decoding import Decode, Job, Pool, open_pool
from ivr.speech.language_decoders import recogniser_of
from ivr.speech.open_question import Reader
from ivr.speech.recogniser import Recogniser
from ivr.speech.spelling import Prior, spelling_prior

TRIES = 5
"""How often a clip is given to the decoders before it is lost."""
_KNOWN: ContextVar[dict[Job, Decode]] = ContextVar("known")


@contextmanager
def one_call() -> Iterator[None]:
    """Keep decodes until the call has gone through all versions: what both listen for in a clip is decoded once."""
    token = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(token)


class RememberingPool:
    """A pool whose decodes are kept for the length of a call.

    Nobody waits for them, so what a busy machine loses is heard again.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    @property
    def decoders(self) -> int:
        """Return how many clips are decoded at once."""
        return self._pool.decoders

    async def hear(self, job: Job) -> Decode:
        """Return what is heard; the same job gets the same answer."""
        known = _KNOWN.get()
        if job in known:
            return known[job]
        for _ in range(TRIES):
            decode = await self._pool.hear(job)
            if not decode.lost:
                known[job] = decode
                break
        return decode


@dataclass(frozen=True)
class ReplayDecoders:
    """What hears one language: its decoders, and how likely its words are spelled."""

    language: Language
    decodes: RememberingPool
    prior: Prior

    def recogniser(self, grammars: Path, reader: Reader | None) -> Recogniser:
        """Return a recogniser by the grammars of a folder."""
        return recogniser_of(self.language, self.prior, self.decodes, grammars, reader)


@asynccontextmanager
async def open_decoders(
    speech: Mapping[Language, Path], decoders: int | None = None
) -> AsyncIterator[dict[str, ReplayDecoders]]:
    """Give decoders for each language with a model, by its code. Raises DecodersUnavailable."""
    async with AsyncExitStack() as stack:
        made = {}
        for language, model in speech.items():
            pool = await stack.enter_async_context(open_pool(model))
            prior = await asyncio.to_thread(spelling_prior, model)
            made[language.code] = ReplayDecoders(language, RememberingPool(pool), prior)
        yield made
