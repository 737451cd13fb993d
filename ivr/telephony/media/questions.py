"""Plain HTTP beside the WebSocket: how the gateway is, and what a recording says."""

import json
from dataclasses import asdict, replace

import structlog
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from ivr.dialog.instructions import MESSAGE
from ivr.logs import about_call
from ivr.speech import Recognition, Speech
from ivr.speech.audio import AudioError, read_wav
from ivr.speech.losses import UtteranceLost
from ivr.telephony.edge import Edge
from ivr.telephony.media.gateway_threads import GatewayThreads
from ivr.telephony.recordings import Recordings, RecordingUnavailableError
from ivr.telephony.room import Room
from ivr.telephony.token import BadTokenError, RecordingTicket
from ivr.telephony.wire import dump
from ivr.turn import keep_message, keep_utterance, listening, stored
from ivr.turn.inputs import Utterance

BEARER = "Bearer "
log = structlog.get_logger(__name__)


class Questions:
    """Answer the web processes."""

    def __init__(self, edge: Edge, speech: Speech, threads: GatewayThreads, recordings: Recordings) -> None:
        self._edge = edge
        self._speech = speech
        self._threads = threads
        self._recordings = recordings

    def health(self, socket: ServerConnection, room: Room) -> Response:
        """Return how the decoders are and how much room there is, as JSON."""
        return _json(socket, json.dumps(asdict(self._speech.health) | asdict(room)))

    async def recognise(self, socket: ServerConnection, request: Request) -> Response:
        """Return what is said in the recording that the token names, as JSON."""
        try:
            token = request.headers.get("Authorization", "").removeprefix(BEARER)
            ticket = self._edge.recording_tokens.read(token)
            about_call(ticket.call_sid, ticket.turn)
            utterance = await self._recognise(ticket)
        except BadTokenError:
            return socket.respond(403, "no token\n")
        except (RecordingUnavailableError, AudioError) as error:
            log.warning("a recording could not be heard", error=str(error))
            return socket.respond(502, "no recording\n")
        except UtteranceLost as lost:
            log.warning("a recording was not listened to", reason=lost.reason)
            return socket.respond(503, "nobody could listen to it\n")
        return _json(socket, dump(utterance)) if utterance else socket.respond(409, "speech is not listened for\n")

    async def _recognise(self, ticket: RecordingTicket) -> Utterance | None:
        context = self._edge.context
        reply = await self._threads.turn(stored, context, ticket.call_sid)
        if reply and reply.turn == ticket.turn and reply.listen and reply.listen.message:
            return await self._keep_message(ticket)
        ask = listening(reply, context.clock()) if reply and reply.turn == ticket.turn else None
        if ask is None:
            return None
        mulaw = await self._fetch(ticket)
        heard = await self._speech.recognise(mulaw, replace(ask, bargein="speech", prompt="", prompt_left=0.0))
        if heard is None:
            return None
        kept = await self._threads.turn(
            keep_utterance, context, ticket.call_sid, ticket.turn, replace(heard, clip=mulaw)
        )
        return Utterance(heard, kept)

    async def _keep_message(self, ticket: RecordingTicket) -> Utterance | None:
        """Keep a message as it is, for people to hear; None where the caller wants no sound of theirs kept."""
        message = Recognition(interpretation=MESSAGE, confidence=1.0, decision="accept", clip=await self._fetch(ticket))
        kept = await self._threads.turn(keep_message, self._edge.context, ticket.call_sid, ticket.turn, message)
        return None if kept is None else Utterance(replace(message, clip=b""), kept)

    async def _fetch(self, ticket: RecordingTicket) -> bytes:
        return read_wav(await self._threads.rest(self._recordings.fetch, ticket.recording_sid))


def _json(socket: ServerConnection, body: str) -> Response:
    response = socket.respond(200, body)
    del response.headers["Content-Type"]
    response.headers["Content-Type"] = "application/json"
    return response
