"""The speech of one process: for each language decoders and grammars, and a session for each stream."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from ivr.languages.language import Language
from ivr.speech.decoding.load import Workload
from ivr.speech.endpoint import PEEK, timeout
from ivr.speech.health import Health
from ivr.speech.language_decoders import LanguageDecoders, Questions, open_decoders
from ivr.speech.listening import Listening
from ivr.speech.losses import Losses, UtteranceLost
from ivr.speech.open_question import Reader
from ivr.speech.recogniser import Recogniser
from ivr.speech.recognition import Recognition
from ivr.speech.session import Ask, Handle, SpeechSession

Models = Mapping[Language, Path | None]
"""The folder of each language's model, None where there is none."""

Readers = Mapping[str, Reader]
"""Those who know what answers to open questions mean, by the code of their language."""
NO_READERS: Readers = {}


class Speech:
    """Recognises speech for many callers; made by `Speech.open`. Where it hears no language, it says why."""

    def __init__(self, languages: Mapping[str, LanguageDecoders]) -> None:
        self._languages = languages
        self.losses = Losses()

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        models: Models,
        grammars: Path,
        decoders: int | None = None,
        readers: Readers = NO_READERS,
        questions: Questions = (),
    ) -> AsyncIterator["Speech"]:
        """Give speech by these models, each proved by decoding a known clip; a language without one goes by keys.

        `readers` know what answers to open questions mean, by the code of their language. The first of the `questions`
        are heard as quickly at once as later on.
        """
        async with AsyncExitStack() as stack:
            opened: dict[str, LanguageDecoders] = {}
            for language, model in models.items():
                of_language = open_decoders(language, model, grammars, decoders, readers.get(language.code), questions)
                opened[language.code] = await stack.enter_async_context(of_language)
            yield cls(opened)

    async def use(self, grammars: Path, readers: Readers = NO_READERS) -> None:
        """Hear with other grammars and readers from the next session on; those that run go on with theirs."""
        for code, decoders in self._languages.items():
            await decoders.use(grammars, readers.get(code))

    @property
    def health(self) -> Health:
        """Return how the decoders are, of all languages and of each."""
        each = {code: decoders.health for code, decoders in self._languages.items()}
        working = [health for health in each.values() if health.ok]
        return Health(
            ok=bool(working),
            model=", ".join(health.model for health in each.values() if health.model),
            detail=_detail(each),
            decoders=sum(health.decoders for health in working),
            crashes=sum(health.crashes for health in working),
            drops=sum(health.drops for health in working),
            lost=self.losses.by_reason,
            languages=each if len(each) > 1 else {},
        )

    @property
    def workload(self) -> Workload:
        """Return what the decoders of all languages have to do; they share the same cores."""
        pools = [each.pool for each in self._languages.values() if each.pool]
        return Workload(
            decoders=max((pool.decoders for pool in pools), default=0),
            worked=sum(pool.load.worked for pool in pools),
            backlog=sum(pool.load.backlog for pool in pools),
            pace=max((pool.load.pace for pool in pools), default=0.0),
        )

    @property
    def hears(self) -> frozenset[str]:
        """Return the languages that can be heard now."""
        return frozenset(self._recognisers())

    def session(self, listening: Ask, handler: Handle) -> SpeechSession:
        """Return a session for one stream."""
        return SpeechSession(self._recognisers(), listening, handler, self.losses)

    async def recognise(self, mulaw: bytes, listening: Listening) -> Recognition | None:
        """Return what a whole clip was taken for, or None where there is no model.

        Its latency is what a call would have: the endpoint's silence, in which most of the decoding is done.

        Raises:
            UtteranceLost: nobody could listen to it now.
        """
        recogniser = self._recognisers().get(listening.language)
        if recogniser is None:
            return None
        try:
            heard = await recogniser.hear(mulaw, listening)
            if heard.decode.lost:
                raise UtteranceLost(heard.decode.lost)
            recognition = await recogniser.decide(heard, listening)
        except UtteranceLost as lost:
            self.losses.add(lost.reason)
            raise
        latency = max(timeout(listening, heard.continuation), PEEK + recognition.decode_seconds)
        return replace(recognition, latency=latency)

    def _recognisers(self) -> dict[str, Recogniser]:
        return {code: decoders.recogniser for code, decoders in self._languages.items() if decoders.recogniser}


def _detail(each: Mapping[str, Health]) -> str:
    if len(each) == 1:
        return next(iter(each.values())).detail
    return "; ".join(f"{code}: {health.detail}" for code, health in each.items())
