"""What hears one language: a pool of decoders with its model, or the reason why there is none."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import structlog

from ivr import settings
from ivr.languages.language import Language
from ivr.speech import proof
from ivr.speech.confidence import FILE, Model
from ivr.speech.decoding import BadJob, DecodersUnavailable, Job, Pool, open_pool
from ivr.speech.grammar import GrammarError
from ivr.speech.health import Health
from ivr.speech.open_question import OpenQuestions, Reader
from ivr.speech.recogniser import Recogniser
from ivr.speech.spelling import Prior, spelling_prior
from ivr.speech.weighing import Decoders, Weigher
from ivr.speech.wording import FreeWordings

PROOF_SECONDS = 20.0
"""How often a known clip is decoded, unless callers' clips were meanwhile."""
ANSWER_SECONDS = 15.0
MET_FIRST, MET_SOON = 1, 8
"""Questions whose recognisers are made before anybody is heard, and those made until a first caller gets to them."""
SOON_SECONDS = 5.0
"""When the latter are made: before it a start is busy enough, and no caller has heard welcome and question out."""

Questions = Sequence[tuple[str, ...]]
"""The grammars of each question, those first that most callers meet."""
Make = Callable[[Pool, Path, Reader | None], Recogniser]

log = structlog.get_logger(__name__)


class LanguageDecoders:
    """One language's decoders and recogniser; what is wrong with them is known, and ends when they work again."""

    def __init__(
        self,
        language: Language,
        model: Path | None,
        make: Make,
        grammars: Path,
        reader: Reader | None,
        questions: Questions = (),
    ) -> None:
        self._language, self._make, self.model = language, make, str(model or "")
        self._grammars, self._reader, self._questions = grammars, reader, questions
        self._recogniser: Recogniser | None = None
        self.pool: Pool | None = None
        self._problem = "no speech model"

    @property
    def recogniser(self) -> Recogniser | None:
        """Return what recognises; None while calls in this language go by keys."""
        return None if self._problem else self._recogniser

    @property
    def health(self) -> Health:
        """Return how the decoders are: ok when a known clip, or a caller's, was decoded of late."""
        detail = f"{self._problem}: keypad mode" if self._problem else "proved by a known clip"
        if self.pool is None:
            return Health(False, self.model, detail)
        decoders = 0 if self._problem else self.pool.decoders
        return Health(not self._problem, self.model, detail, decoders, self.pool.crashes, self.pool.drops)

    async def use(self, grammars: Path, reader: Reader | None) -> None:
        """Recognise with other grammars from now on."""
        self._grammars, self._reader = grammars, reader
        if self._recogniser and self.pool:
            self._recogniser = await self._ready(self.pool, self._questions[:MET_SOON])

    async def watch(self, pool: Pool) -> None:
        """Make ready for the questions after the first, then prove the decoders again and again."""
        if self._recogniser:
            await asyncio.sleep(SOON_SECONDS)
            await self._warm(pool, self._recogniser, self._questions[MET_FIRST:MET_SOON])
            await self._jobs(self._recogniser, self._questions[MET_SOON:])
        while True:
            await asyncio.sleep(PROOF_SECONDS)
            if self._problem or pool.idle_seconds > PROOF_SECONDS:
                await self.prove(pool)

    async def prove(self, pool: Pool) -> None:
        """Find out whether a known clip is heard."""
        self.pool, before = pool, self._problem
        try:
            problem = await self._found(pool)
            if not problem and self._recogniser is None:
                self._recogniser = await self._ready(pool, self._questions[:MET_FIRST])
            self._problem = problem
        except Exception as error:
            log.exception("the proof of a model broke")
            self._problem = f"the proof broke ({type(error).__name__})"
        if self._problem and self._problem != before:
            log.error("speech does not work: callers use their keys", language=self._language.code, why=self._problem)
        if before and not self._problem:
            log.info("speech works", language=self._language.code)

    async def _ready(self, pool: Pool, questions: Questions) -> Recogniser:
        """Return a recogniser whose first callers are heard at these questions as quickly as later ones."""
        recogniser = self._make(pool, self._grammars, self._reader)
        await self._warm(pool, recogniser, questions)
        return recogniser

    async def _warm(self, pool: Pool, recogniser: Recogniser, questions: Questions) -> None:
        """Let decoders have what these questions need.

        The first clip under a grammar takes three times as long as the next, and one without a grammar seven times.
        """
        try:
            await pool.warm(await self._jobs(recogniser, questions))
        except (BadJob, DecodersUnavailable) as error:
            log.warning("decoders begin cold", language=self._language.code, error=str(error))

    async def _jobs(self, recogniser: Recogniser, questions: Questions) -> list[Job]:
        """Return the decodes of the known clip at these questions, once their grammars are read."""
        jobs: dict[Job, None] = {}
        clip = await asyncio.to_thread(proof.clip_or_silence, self._language)
        for refs in questions:
            try:
                jobs |= dict.fromkeys(await asyncio.to_thread(recogniser.jobs, clip, refs))
            except GrammarError as error:
                log.warning("a grammar can't be used", language=self._language.code, error=str(error))
        return [*jobs]

    async def _found(self, pool: Pool) -> str:
        if not pool.ready:
            return f"the model in {self.model} can't be loaded"
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await proof.problem(pool, self._language)
        except TimeoutError:
            return "no decoder answers"


@asynccontextmanager
async def open_decoders(
    language: Language,
    model: Path | None,
    grammars: Path,
    decoders: int | None = None,
    reader: Reader | None = None,
    questions: Questions = (),
) -> AsyncIterator[LanguageDecoders]:
    """Give what hears a language by this model, proved by decoding a known clip at start and again and again.

    Where that fails calls go by keys, until it works.
    """
    learning = asyncio.create_task(asyncio.to_thread(spelling_prior, model or Path()))
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(open_pool(model, decoders, patient=True)) if model else None
        prior = await learning
        made = LanguageDecoders(
            language, model, lambda *given: recogniser_of(language, prior, *given), grammars, reader, questions
        )
        if pool is None:
            yield made
            return
        await made.prove(pool)
        watching = asyncio.create_task(made.watch(pool))
        try:
            yield made
        finally:
            watching.cancel()


def recogniser_of(
    language: Language, prior: Prior, pool: Decoders, grammars: Path, reader: Reader | None
) -> Recogniser:
    """Return a recogniser with the confidence that was fitted for these grammars, else for the project's."""
    own = grammars / FILE
    confidence = Model.load(own if own.exists() else settings.PROJECT / "grammars" / FILE)
    open_questions = OpenQuestions(pool, reader, language) if reader else None
    return Recogniser(Weigher(pool, grammars, language, prior), confidence, FreeWordings(pool), open_questions)
