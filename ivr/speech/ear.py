"""What hears one language: a pool of decoders with its model, or the reason why there is none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from ivr import settings
from ivr.languages.language import Language
from ivr.speech import proof
from ivr.speech.confidence import FILE, Model
from ivr.speech.decoding import DecodersUnavailable, Pool, open_pool
from ivr.speech.health import Health
from ivr.speech.open_question import OpenQuestions, Reader
from ivr.speech.recogniser import Recogniser
from ivr.speech.spelling import Prior, spelling_prior
from ivr.speech.weighing import Weigher
from ivr.speech.wording import FreeWordings


@dataclass(frozen=True)
class Ear:
    """One language's decoders and recogniser; both are None where calls in it go by keys, and `detail` says why."""

    pool: Pool | None
    recogniser: Recogniser | None
    model: str
    detail: str

    @property
    def health(self) -> Health:
        """Return how the decoders are."""
        if self.pool is None:
            return Health(False, self.model, self.detail)
        return Health(True, self.model, self.detail, self.pool.decoders, self.pool.crashes, self.pool.drops)


@asynccontextmanager
async def open_ear(
    language: Language, model: Path | None, grammars: Path, decoders: int | None = None, reader: Reader | None = None
) -> AsyncIterator[Ear]:
    """Give what hears a language by this model, proved by decoding a known clip; nothing (keypad) where that fails."""
    async with AsyncExitStack() as stack:
        learning = asyncio.create_task(asyncio.to_thread(spelling_prior, model or Path()))
        pool, detail = await _proved_pool(stack, language, model, decoders)
        prior = await learning
        recogniser = _recogniser(pool, language, grammars, prior, reader) if pool else None
        yield Ear(pool, recogniser, str(model or ""), detail)


async def _proved_pool(
    stack: AsyncExitStack, language: Language, model: Path | None, decoders: int | None
) -> tuple[Pool | None, str]:
    if model is None:
        return None, "no speech model: keypad mode"
    try:
        pool = await stack.enter_async_context(open_pool(model, decoders))
    except DecodersUnavailable as error:
        return None, f"{error}: keypad mode"
    if flaw := await proof.flaw(pool, language):
        await stack.aclose()
        return None, f"{flaw}: keypad mode"
    return pool, "proved by a known clip"


def _recogniser(pool: Pool, language: Language, grammars: Path, prior: Prior, reader: Reader | None) -> Recogniser:
    """Return a recogniser with the confidence that was fitted for these grammars, else for the project's."""
    own = grammars / FILE
    confidence = Model.load(own if own.exists() else settings.PROJECT / "grammars" / FILE)
    open_questions = OpenQuestions(pool, reader) if reader else None
    return Recogniser(Weigher(pool, grammars, language, prior), confidence, FreeWordings(pool), open_questions)
