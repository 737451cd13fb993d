"""What the gateway does with what a caller says: interrupts the prompt, takes the turn, pushes the answer."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from ivr.logs import about_call
from ivr.speech import Listening, Partial, Recognised, Recognition, SpeechEvent, SpeechLost, SpeechStarted
from ivr.storage import DatabaseBusy
from ivr.telephony.edge import Edge
from ivr.telephony.live_call import Pushed
from ivr.telephony.media.gateway_threads import GatewayThreads
from ivr.telephony.media.heartbeat import Heartbeat
from ivr.telephony.media.stopwatch import Stopwatch
from ivr.telephony.token import StreamTicket
from ivr.turn import Reply, asked, keep_utterance, listen_on, listening, note_stream, stored, take
from ivr.turn.inputs import Lost, Utterance
from ivr.turn.transport import Status

NOT_BEFORE_SECONDS = 0.3  # of a prompt, and of speech
log = structlog.get_logger(__name__)


class Conversation:
    """The speech of one caller, from one stream; `opening` is the document that plays as it begins.

    `speaks` is called whenever the caller begins to.
    """

    def __init__(
        self,
        edge: Edge,
        threads: GatewayThreads,
        ticket: StreamTicket,
        opening: Reply,
        speaks: Callable[[], None] = lambda: None,
    ) -> None:
        self._edge = edge
        self._threads = threads
        self._call_sid, self._stream = ticket.call_sid, ticket.stream
        self._guarded, self._speaks = opening.guarded_seconds, speaks
        self._opening, self._stopwatch = opening.turn, Stopwatch(opening.at)
        self._language = opening.language
        self._reply: Reply | None = None
        self._interrupted = False
        self._heartbeat: Heartbeat | None = None

    @property
    def turn(self) -> int:
        """Return the turn that was listened for last."""
        return self._reply.turn if self._reply else self._opening

    async def listening(self) -> Listening | None:
        """Return what may be said now; asked once at each onset of speech."""
        self._reply = await self._threads.turn(asked, self._edge.context, self._call_sid, self._stream)
        self._interrupted = False
        about_call(self._call_sid, self.turn)
        if self._reply is None:
            return None
        self._language = self._reply.language
        return listening(self._reply, self._now(self._reply))

    async def handle(self, event: SpeechEvent) -> None:
        """Act on what was heard."""
        about_call(self._call_sid, event.turn)
        match event:
            case SpeechStarted():
                self._speaks()
                await self._stop_heartbeat()
                self._heartbeat = Heartbeat(lambda: self.note("speaking"))
            case Partial():
                await self._barge_in(event)
            case Recognised() | SpeechLost():
                try:
                    await self._over(event)
                finally:
                    await self._stop_heartbeat()
                    await self.note("open")

    async def note(self, status: Status) -> None:
        """Let the other processes know how the stream is; what can't be noted is not worth the call."""
        try:
            await self._threads.turn(note_stream, self._edge.context, self._call_sid, self._stream, status)
        except Exception as error:
            log.warning("the stream's status was not noted", status=status, error=type(error).__name__)

    async def go_by_keys(self) -> None:
        """Tell a caller who can't be heard now, after all that is said whatever they do."""
        await asyncio.sleep(self._guarded)
        await self._over(SpeechLost(self._opening))

    async def close(self) -> None:
        """Forget the caller."""
        await self._stop_heartbeat()

    async def _stop_heartbeat(self) -> None:
        if self._heartbeat:
            await self._heartbeat.stop()
        self._heartbeat = None

    async def _barge_in(self, partial: Partial) -> None:
        """Silence the prompt as soon as there are words; the answer follows when they are understood."""
        reply = self._reply
        if reply is None or not partial.text or partial.speech_seconds < NOT_BEFORE_SECONDS:
            return
        now = self._now(reply)
        if reply.may_play(now) and reply.elapsed(now) > NOT_BEFORE_SECONDS and await self._is_asked(reply.turn):
            self._interrupted = True
            await self._push(listen_on(self._edge.context, self._call_sid, reply))

    def _now(self, reply: Reply) -> datetime:
        """Return the date; for the opening document, which gives the notice, the stream's own time.

        Both begin together: no late answer and no setting of clocks makes what was heard of the notice more.
        """
        return self._stopwatch.now() if reply.turn == self._opening else self._edge.context.clock()

    async def _is_asked(self, turn: int) -> bool:
        """Return whether no key was pressed meanwhile: what is playing now must not be silenced for an old turn."""
        now_asked = await self._threads.turn(asked, self._edge.context, self._call_sid, self._stream)
        return now_asked is not None and now_asked.turn == turn

    async def _over(self, event: Recognised | SpeechLost) -> None:
        if isinstance(event, Recognised) and not event.recognition.text:
            await self._resume()
            return
        turn = event.turn
        try:
            given = await self._kept(turn, event.recognition) if isinstance(event, Recognised) else Lost()
            reply = await self._threads.turn(take, self._edge.context, self._call_sid, turn, given)
        except DatabaseBusy:
            log.error("the database was busy: the caller hears the last resort")
            if await self._is_asked(turn):
                await self._push_document(
                    turn, self._edge.last_resort(turn, language=self._language, stream=self._stream)
                )
            return
        if reply.new and not reply.is_quiet:
            await self._push(reply)

    async def _kept(self, turn: int, recognition: Recognition) -> Utterance:
        kept = await self._threads.turn(keep_utterance, self._edge.context, self._call_sid, turn, recognition)
        return Utterance(recognition, kept)

    async def _resume(self) -> None:
        """Ask again where a noise had silenced the question."""
        if self._interrupted and (reply := await self._threads.turn(stored, self._edge.context, self._call_sid)):
            await self._push(reply)

    async def _push(self, reply: Reply) -> None:
        await self._push_document(reply.turn, reply.twiml)

    async def _push_document(self, turn: int, twiml: str) -> Pushed:
        url = self._edge.urls.turn(turn, "continue")
        return await self._threads.rest(self._edge.live.push, self._call_sid, twiml, url)
