"""One media stream from its first message to its end."""

import asyncio

import structlog
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from ivr.logs import about_call
from ivr.speech import Speech, SpeechSession
from ivr.storage import DatabaseBusy
from ivr.telephony.edge import Edge
from ivr.telephony.media.admission import Admission
from ivr.telephony.media.conversation import Conversation
from ivr.telephony.media.gateway_threads import GatewayThreads
from ivr.telephony.media.messages import Connected, Media, RefusedError, Start, Stop, parse
from ivr.telephony.media.pace import Pace
from ivr.telephony.token import BadTokenError, StreamTicket, token_id
from ivr.turn import Reply, note_stream, open_stream

START_SECONDS = 5.0
SILENCE_SECONDS = 3.0  # Twilio sends silence too; without any message the stream is dead

log = structlog.get_logger(__name__)


class CallStream:
    """Feed a caller's sound to the recogniser; reading never waits for it."""

    def __init__(
        self, edge: Edge, speech: Speech, threads: GatewayThreads, socket: ServerConnection, admission: Admission
    ) -> None:
        self._edge = edge
        self._admission = admission
        self._speech = speech
        self._threads = threads
        self._socket = socket
        self._pace = Pace(asyncio.get_running_loop().time())

    async def run(self) -> None:
        """Take the stream until it ends; close it with a code and a word where it is not as it must be."""
        try:
            async with asyncio.timeout(START_SECONDS):
                ticket, reply = await self._admit()
            if self._admission.admits():
                await self._hear(ticket, reply)
            else:
                await self._turn_away(ticket, reply)
        except RefusedError as refused:
            log.warning("stream closed", code=int(refused.code), reason=refused.reason)
            await self._socket.close(refused.code, refused.reason)
        except TimeoutError:
            log.warning("stream closed", reason="nothing came")
            await self._socket.close(CloseCode.POLICY_VIOLATION, "nothing came")
        except ConnectionClosed:
            log.info("stream closed by the other side")
        except DatabaseBusy:
            log.error("stream closed", reason="the database was busy")
            await self._socket.close(CloseCode.TRY_AGAIN_LATER, "busy")

    async def _admit(self) -> tuple[StreamTicket, Reply]:
        while not isinstance(message := await self._next(), Start):
            if not isinstance(message, Connected):
                raise RefusedError(CloseCode.POLICY_VIOLATION, "no start")
        about_call(message.call_sid, None)
        try:
            ticket = self._edge.stream_tokens.read(message.token)
        except BadTokenError as bad:
            raise RefusedError(CloseCode.POLICY_VIOLATION, f"token: {bad}") from None
        if ticket.call_sid != message.call_sid:
            raise RefusedError(CloseCode.POLICY_VIOLATION, "token of another call")
        about_call(ticket.call_sid, ticket.turn)
        where = (self._edge.context, ticket.call_sid, ticket.stream)
        reply = await self._threads.turn(open_stream, *where, token_id(message.token))
        if not reply:
            raise RefusedError(CloseCode.POLICY_VIOLATION, "token used, or stream not awaited")
        about_call(ticket.call_sid, reply.turn)
        if not self._speech.health.ok:
            await self._threads.turn(note_stream, *where, "refused")
            raise RefusedError(CloseCode.TRY_AGAIN_LATER, "no speech model")
        return ticket, reply

    async def _turn_away(self, ticket: StreamTicket, reply: Reply) -> None:
        """Close a stream that there is no room for; its caller is told to use the keys for now."""
        conversation = Conversation(self._edge, self._threads, ticket, reply)
        await conversation.note("full")
        log.warning("a stream is turned away: there is no room to hear one more")
        await self._socket.close(CloseCode.TRY_AGAIN_LATER, "no room")
        await conversation.go_by_keys()

    async def _hear(self, ticket: StreamTicket, reply: Reply) -> None:
        with self._admission.stream() as speaks:
            await self._converse(Conversation(self._edge, self._threads, ticket, reply, speaks), ticket)

    async def _converse(self, conversation: Conversation, ticket: StreamTicket) -> None:
        session = self._speech.session(conversation.listening, conversation.handle)
        stopped = False
        try:
            await self._feed(session)
            stopped = True
        finally:
            about_call(ticket.call_sid, conversation.turn)
            await session.close(broken=not stopped)
            await conversation.close()
            await conversation.note("lost")  # unless we have stopped it, or the call is over
            if session.drops:
                log.warning("sound dropped", messages=session.drops)

    async def _feed(self, session: SpeechSession) -> None:
        while True:
            async with asyncio.timeout(SILENCE_SECONDS):
                message = await self._next()
            match message:
                case Media(sound):
                    session.feed(sound)
                case Stop():
                    return
                case Start():
                    raise RefusedError(CloseCode.POLICY_VIOLATION, "started twice")

    async def _next(self) -> object:
        raw = await self._socket.recv()
        if not self._pace.allows(asyncio.get_running_loop().time()):
            raise RefusedError(CloseCode.POLICY_VIOLATION, "too many messages")
        return parse(raw)
