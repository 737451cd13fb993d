"""Hear one utterance from its onset to its recognition, telling what happens on the way."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import structlog

from ivr.speech.endpoint import PEEK, timeout
from ivr.speech.listening import Listening
from ivr.speech.losses import UtteranceLost
from ivr.speech.recogniser import Recogniser
from ivr.speech.recognition import Partial, Recognised, Recognition, SpeechEvent, SpeechLost, SpeechStarted
from ivr.speech.utterance import Utterance
from ivr.speech.weighing import Heard

PARTIAL_STEP = 0.3
"""Seconds of speech between two looks for the first words."""
PARTIALS = 5
PATIENCE = 3.0
"""Seconds after which a caller who waits to be understood is better asked again."""

Result = TypeVar("Result")


log = structlog.get_logger(__name__)


class Hearing:
    """One utterance under one listening; `tell` takes the events, `over` is called when no more sound belongs to it."""

    def __init__(
        self,
        recogniser: Recogniser,
        listening: Listening,
        tell: Callable[[SpeechEvent], None],
        over: Callable[[], None],
    ) -> None:
        self._recogniser, self._listening, self._tell, self._over = recogniser, listening, tell, over

    async def hear(self, utterance: Utterance) -> None:
        """Return when the utterance is recognised, or discarded; one that had started and failed is told as lost."""
        quiet = self._listening.bargein == "hotword"
        if quiet:
            recognition = await self._until_over(utterance)
        else:
            self._tell(SpeechStarted(self._listening.turn, utterance.at))
            looking = asyncio.create_task(self._look_for_words(utterance))
            try:
                recognition = await self._until_over(utterance)
            except Exception:
                self._tell(SpeechLost(self._listening.turn))
                raise
            finally:
                looking.cancel()
        if not utterance.discarded and not (quiet and recognition.decision == "reject"):
            self._tell(Recognised(self._listening.turn, recognition))

    async def _until_over(self, utterance: Utterance) -> Recognition:
        """Return what was recognised when the caller has been silent for as long as the grammar allows.

        A whole answer is decided while that silence lasts, so that it is ready at its end.
        """
        while True:
            await utterance.pauses(PEEK)
            heard = await _soon(self._recogniser.hear(utterance.clip, self._listening))
            if not heard.decode.hypotheses:
                raise UtteranceLost(heard.decode.lost or "error")
            limit = timeout(self._listening, heard.continuation, heard.digits, utterance.longest_pause)
            early = heard.continuation.complete
            deciding = asyncio.create_task(self._recogniser.decide(heard, self._listening)) if early else None
            if await utterance.silence_lasts(limit, since=len(heard.clip)) or utterance.discarded:
                return await self._timed(utterance, heard, deciding)
            if deciding:
                deciding.cancel()

    async def _timed(
        self, utterance: Utterance, heard: Heard, deciding: "asyncio.Task[Recognition] | None"
    ) -> Recognition:
        silence, clip, ended = utterance.silence, utterance.clip, time.perf_counter()
        self._over()
        recognition = await _soon(deciding or self._recogniser.decide(heard, self._listening))
        return replace(recognition, clip=clip, latency=silence + time.perf_counter() - ended)

    async def _look_for_words(self, utterance: Utterance) -> None:
        """Tell of the first words as soon as there are some, where barge-in waits for them."""
        for step in range(1, PARTIALS + 1 if self._listening.partials else 1):
            if not await utterance.speech_lasts(step * PARTIAL_STEP):
                return
            spoken = utterance.speech_seconds
            heard = await self._recogniser.hear(utterance.clip, self._listening)
            if heard.text and not utterance.discarded:
                self._tell(Partial(self._listening.turn, heard.text, spoken))
                return


async def _soon(work: Awaitable[Result]) -> Result:
    """Return what the work brings; raise TimeoutError when that takes longer than a caller can wait."""
    async with asyncio.timeout(PATIENCE):
        return await work
