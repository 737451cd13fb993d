"""The gateway's server: who may connect, how many, and how it ends."""

import asyncio
import socket
from collections.abc import Awaitable
from typing import Any
from urllib.parse import urlsplit

import structlog
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response

from ivr.speech import Speech
from ivr.telephony.edge import Edge
from ivr.telephony.media.admission import Admission
from ivr.telephony.media.call_stream import CallStream
from ivr.telephony.media.gateway_threads import GatewayThreads
from ivr.telephony.media.questions import Questions
from ivr.telephony.media.sockets import OPEN_SECONDS, Sockets
from ivr.telephony.recordings import Recordings
from ivr.telephony.room import write

FRAME_LIMIT = 16 * 1024
MOST_STREAMS = 500
DRAIN_SECONDS = 20.0
TELL_SECONDS = 1.0

log = structlog.get_logger(__name__)


class Gateway:
    """Takes media streams; one a process."""

    def __init__(self, edge: Edge, speech: Speech) -> None:
        self._edge = edge
        self._speech = speech
        self._threads = GatewayThreads()
        self._questions = Questions(edge, speech, self._threads, Recordings(edge.settings))
        self._path = urlsplit(edge.settings.media_base).path.rstrip("/")
        self._streams = 0
        self._sockets = Sockets()
        self._admission = Admission(lambda: speech.workload, speech.losses)
        self._telling: asyncio.Task[None] | None = None

    async def serve(self, host: str, port: int, listener: socket.socket | None = None) -> Server:
        """Start to listen, on this socket if one is given. Frames are bounded before they are read."""
        place: dict[str, Any] = {"sock": listener} if listener else {"host": host, "port": port}
        self._telling = asyncio.create_task(self._tell_room())
        return await serve(
            self._stream,
            **place,
            process_request=self._admit,
            max_size=FRAME_LIMIT,
            compression=None,  # sound does not compress
            ping_interval=None,
            open_timeout=OPEN_SECONDS,
            create_connection=self._sockets.make,  # type: ignore[arg-type]  # a factory serves as well
            close_timeout=2,
        )

    async def drain(self, server: Server, stop: asyncio.Event | None = None) -> None:
        """Take no new streams and let the live ones end with their calls; once told to stop, within 20 s."""
        if self._telling:
            self._telling.cancel()
        server.close(close_connections=False)
        closed = asyncio.create_task(server.wait_closed())
        if stop:
            await first(asyncio.shield(closed), stop.wait())
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                await closed
        except TimeoutError:
            log.warning("streams are cut off", streams=self._streams)
            for connection in list(server.connections):
                await connection.close()
        self._threads.close()

    async def _admit(self, socket: ServerConnection, request: Request) -> Response | None:
        """Answer plain HTTP, refuse what Twilio did not sign; None lets a WebSocket open."""
        path = urlsplit(request.path).path.rstrip("/")
        if path == "/health":
            return self._questions.health(socket, self._admission.room())
        if path == self._path + "/recognise":
            return await self._questions.recognise(socket, request)
        if path != self._path:
            return socket.respond(404, "not here\n")
        if not self._edge.signature.signs_handshake(self._edge.settings.media_base, request.headers):
            log.warning("a handshake without Twilio's signature")
            return socket.respond(403, "not signed\n")
        if self._streams >= MOST_STREAMS:
            log.error("a stream too many is refused", limit=MOST_STREAMS)
            return socket.respond(503, "full\n")
        return None

    async def _stream(self, socket: ServerConnection) -> None:
        self._streams += 1
        try:
            await CallStream(self._edge, self._speech, self._threads, socket, self._admission).run()
        finally:
            self._streams -= 1

    async def _tell_room(self) -> None:
        """Let the web processes of this host know how much room there is, again and again."""
        folder, told = self._edge.settings.data, True
        while True:
            try:
                await asyncio.to_thread(write, folder, self._admission.room())
                told = True
            except OSError as error:
                if told:
                    log.warning("can't tell how much room there is", error=error.strerror)
                told = False
            await asyncio.sleep(TELL_SECONDS)


async def first(*waiting: Awaitable[object]) -> None:
    """Wait for one of these, and for the others no more."""
    tasks = [asyncio.ensure_future(each) for each in waiting]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
