"""Plain HTTP beside the WebSocket: how the gateway is, and what a recording says."""

import json
from dataclasses import asdict, replace

import structlog
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from ivr.logs import about_call
from ivr.speech import Speech
from ivr.speech.audio import AudioError, read_wav
from ivr.speech.losses import UtteranceLost
from ivr.telephony.edge import Edge
from ivr.telephony.media.gateway_threads import GatewayThreads
from ivr.telephony.recordings import Recordings, RecordingUnavailableError
from ivr.telephony.room import Room
from ivr.telephony.token import BadTokenError, RecordingTicket
from ivr.telephony.wire import dump
from ivr.turn import keep_utterance, listening, stored
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
        ask = listening(reply, context.clock()) if reply and reply.turn == ticket.turn else None
        if ask is None:
            return None
        mulaw = read_wav(await self._threads.rest(self._recordings.fetch, ticket.recording_sid))
        heard = await self._speech.recognise(mulaw, replace(ask, bargein="speech", prompt="", prompt_left=0.0))
        if heard is None:
            return None
        kept = await self._threads.turn(
            keep_utterance, context, ticket.call_sid, ticket.turn, replace(heard, clip=mulaw)
        )
        return Utterance(heard, kept)


def _json(socket: ServerConnection, body: str) -> Response:
    response = socket.respond(200, body)
    del response.headers["Content-Type"]
    response.headers["Content-Type"] = "application/json"
    return response
