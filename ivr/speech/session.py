"""One caller's stream: sound in, events out. Everything slow happens in tasks of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog

from ivr.speech.hearing import Hearing
from ivr.speech.listening import Listening
from ivr.speech.losses import Losses, Reason, UtteranceLost
from ivr.speech.recogniser import Recogniser
from ivr.speech.recognition import SpeechEvent
from ivr.speech.segmenter import Segmenter
from ivr.speech.utterance import Utterance
from ivr.speech.voice import FRAME

Ask = Callable[[], Awaitable[Listening | None]]
Handle = Callable[[SpeechEvent], Awaitable[None]]

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

    def __init__(
        self, recognisers: Mapping[str, Recogniser], ask: Ask, handle: Handle, losses: Losses | None = None
    ) -> None:
        self._recognisers, self._ask, self._handle = recognisers, ask, handle
        self._losses = losses or Losses()
        self._segmenter = Segmenter(MAX_SPEECH)
        self._rest = b""
        self._begun: asyncio.Queue[Utterance] = asyncio.Queue(MAX_WAITING)
        self._events: asyncio.Queue[SpeechEvent] = asyncio.Queue()
        self._deciding: Utterance | None = None
        self._hearing = False
        self.drops = 0
        self._tasks = (
            [asyncio.create_task(self._hear_all()), asyncio.create_task(self._tell_all())] if recognisers else []
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

    async def close(self, *, broken: bool = False) -> None:
        """Drop what is open; no event comes any more. Where the stream is `broken`, what was being said is lost."""
        tasks, self._tasks = self._tasks, []
        if broken and self._hearing:
            self._losses.add("stream lost")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, utterance: Utterance) -> None:
        try:
            self._begun.put_nowait(utterance)
        except asyncio.QueueFull:
            self.drops += 1
            self._losses.add("queue full")
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
            except TimeoutError:
                self._lost("deadline")
            except UtteranceLost as lost:
                self._lost(lost.reason)
            except Exception:
                log.exception("an utterance broke")
                self._lost("error")
            finally:
                self._deciding, self._hearing = None, False
                self._end_sound(utterance)

    def _lost(self, reason: Reason) -> None:
        self._losses.add(reason)
        log.warning("utterance lost", reason=reason)

    async def _hear(self, utterance: Utterance) -> None:
        await self._events.join()  # what was said before may change what is asked
        listening = await self._ask()
        recogniser = self._recognisers.get(listening.language) if listening else None
        if listening is None or recogniser is None:
            await utterance.pauses(UNWANTED_PAUSE)
            return
        if _too_early(listening):
            await utterance.pauses(UNWANTED_PAUSE, within=listening.prompt_left)  # who goes on speaking then is heard
            return
        utterance.limit(listening.max_speech)
        self._hearing = True
        hearing = Hearing(recogniser, listening, self._events.put_nowait, lambda: self._end_sound(utterance))
        await hearing.hear(utterance)

    def _end_sound(self, utterance: Utterance) -> None:
        """Let the next voice begin a new utterance while this one is being decided."""
        if self._segmenter.utterance is utterance:
            self._segmenter.close()


def _too_early(listening: Listening) -> bool:
    return listening.bargein == "off" and listening.prompt_left > PROMPT_SLACK
