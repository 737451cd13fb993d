"""One caller's stream: sound in, events out. Everything slow happens in tasks of its own."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from ivr.speech.endpoint import PEEK, timeout
from ivr.speech.listening import Listening
from ivr.speech.recogniser import Heard, Recogniser
from ivr.speech.recognition import Partial, Recognised, SpeechEvent, SpeechStarted
from ivr.speech.segmenter import Segmenter
from ivr.speech.utterance import Utterance
from ivr.speech.voice import FRAME

Ask = Callable[[], Awaitable[Listening | None]]
Handle = Callable[[SpeechEvent], Awaitable[None]]

PARTIAL_STEP = 0.3
"""Seconds of speech between two looks for the first words."""
PARTIALS = 5
MAX_SPEECH = 60.0
UNWANTED_PAUSE = 0.5
"""Silence that ends speech nobody asked for; what follows is a new utterance."""
PROMPT_SLACK = 0.3
"""Seconds by which the estimate of a prompt's end may be wrong."""
MAX_WAITING = 4
"""Utterances that may wait while an earlier one is decided; the next is dropped and counted."""

log = structlog.get_logger(__name__)


class SpeechSession:
    """Hears one stream; made by `Speech.session`. Awaits `ask` once at each speech onset, `handle` for each event."""

    def __init__(self, recogniser: Recogniser | None, ask: Ask, handle: Handle) -> None:
        self._recogniser, self._ask, self._handle = recogniser, ask, handle
        self._segmenter = Segmenter(MAX_SPEECH)
        self._rest = b""
        self._begun: asyncio.Queue[Utterance] = asyncio.Queue(MAX_WAITING)
        self._events: asyncio.Queue[SpeechEvent] = asyncio.Queue()
        self._deciding: Utterance | None = None
        self.drops = 0
        self._tasks = (
            [asyncio.create_task(self._hear_all()), asyncio.create_task(self._tell_all())] if recogniser else []
        )

    def feed(self, mulaw: bytes) -> None:
        """Take 8 kHz mu-law bytes, any number at a time. Never waits, never raises."""
        if not self._tasks:
            return
        sound = self._rest + mulaw
        whole = len(sound) // FRAME * FRAME
        self._rest = sound[whole:]
        for at in range(0, whole, FRAME):
            if utterance := self._segmenter.take(sound[at : at + FRAME]):
                self._begin(utterance)
        if self._segmenter.utterance:
            self._segmenter.utterance.tell()

    def is_speaking(self) -> bool:
        """Return whether the caller is speaking, or what was said is still being decided or handled."""
        return bool(self._segmenter.utterance or self._deciding or self._begun.qsize() or self._events.qsize())

    def discard(self) -> None:
        """Drop what is being said, because a key was pressed: no event comes of it."""
        for utterance in (self._segmenter.utterance, self._deciding):
            if utterance:
                utterance.discarded = True
                utterance.end()
        self._segmenter.close()

    async def close(self) -> None:
        """Drop what is open; no event comes any more."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, utterance: Utterance) -> None:
        try:
            self._begun.put_nowait(utterance)
        except asyncio.QueueFull:
            self.drops += 1
            self._segmenter.close()

    async def _tell_all(self) -> None:
        while True:
            event = await self._events.get()
            try:
                await self._handle(event)
            except Exception:
                log.exception("speech event handler failed", turn=event.turn)
            finally:
                self._events.task_done()

    async def _hear_all(self) -> None:
        while True:
            utterance = self._deciding = await self._begun.get()
            try:
                await self._hear(utterance)
            except Exception:
                log.exception("utterance lost")
            finally:
                self._end(utterance)

    def _end(self, utterance: Utterance) -> None:
        self._deciding = None
        if self._segmenter.utterance is utterance:
            self._segmenter.close()

    async def _hear(self, utterance: Utterance) -> None:
        await self._events.join()  # what was said before may change what is asked
        listening = await self._ask()
        if listening is None or _too_early(listening):
            await utterance.pauses(UNWANTED_PAUSE)
            return
        utterance.limit(listening.max_speech)
        started = listening.bargein != "hotword"
        if started:
            self._events.put_nowait(SpeechStarted(listening.turn, utterance.at))
        looking = asyncio.create_task(self._look_for_words(utterance, listening)) if started else None
        try:
            heard = await self._until_over(utterance, listening)
        finally:
            if looking:
                looking.cancel()
        self._end_sound(utterance)
        await self._decide(utterance, listening, heard)

    def _end_sound(self, utterance: Utterance) -> None:
        """Let the next voice begin a new utterance while this one is being decided."""
        if self._segmenter.utterance is utterance:
            self._segmenter.close()

    async def _until_over(self, utterance: Utterance, listening: Listening) -> Heard:
        """Return what was heard when the caller has been silent for as long as the grammar allows."""
        assert self._recogniser is not None
        while True:
            await utterance.pauses(PEEK)
            heard = await self._recogniser.hear(utterance.clip, listening)
            over = await utterance.silence_lasts(timeout(listening, heard.continuation), since=len(heard.clip))
            if over or utterance.discarded:
                return heard

    async def _look_for_words(self, utterance: Utterance, listening: Listening) -> None:
        """Tell of the first words as soon as there are some: barge-in waits for them."""
        assert self._recogniser is not None
        for step in range(1, PARTIALS + 1):
            if not await utterance.speech_lasts(step * PARTIAL_STEP):
                return
            spoken = utterance.speech_seconds
            with contextlib.suppress(Exception):
                heard = await self._recogniser.hear(utterance.clip, listening)
                if heard.text and not utterance.discarded:
                    self._events.put_nowait(Partial(listening.turn, heard.text, spoken))
                    return

    async def _decide(self, utterance: Utterance, listening: Listening, heard: Heard) -> None:
        assert self._recogniser is not None
        over = time.perf_counter()
        recognition = await self._recogniser.decide(heard, listening)
        latency = utterance.silence + time.perf_counter() - over
        recognition = replace(recognition, clip=utterance.clip, latency=latency)
        wanted = listening.bargein != "hotword" or recognition.decision != "reject"
        if wanted and not utterance.discarded:
            self._events.put_nowait(Recognised(listening.turn, recognition))


def _too_early(listening: Listening) -> bool:
    return listening.bargein == "off" and listening.prompt_left > PROMPT_SLACK
