"""One Media Stream: a call's audio sent to the app as it happens, and audio taken back."""

import asyncio
import base64
import json
from dataclasses import dataclass, field
from typing import Any

from ivr.simulator.audio.track import Track
from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.clock import iso8601
from ivr.simulator.web.sockets import Socket, SocketError

FRAME = 160
TRACKS = {
    "inbound_track": ("inbound",),
    "outbound_track": ("outbound",),
    "both_tracks": ("inbound", "outbound"),
}
FORMAT = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
CLOSING_SECONDS = 1.0
MOST_BEHIND = 5.0


@dataclass(frozen=True)
class StreamOrder:
    """What to stream, where to, and who is told about it."""

    name: str
    url: str
    tracks: tuple[str, ...] = ("inbound",)
    parameters: dict[str, str] = field(default_factory=dict)
    hook: Hook | None = None


class MediaStream:
    """Streams one call's tracks until it is stopped, the call ends, or the app closes."""

    def __init__(self, call: Call, order: StreamOrder) -> None:
        self.call = call
        self.order = order
        self.name = order.name
        self.sid = call.new_sid("MZ")
        self.sent = 0
        self.received = 0
        self._late: list[float] = []
        self.closed = asyncio.Event()
        self._stopping = asyncio.Event()
        self._sequence = 0
        self._socket: Socket | None = None

    def start(self) -> None:
        """Connect and stream, beside the call's documents."""
        self.call.streams[self.order.name] = self
        self.call.spawn(self._lived())

    def stop(self) -> None:
        """Send what is left, then `stop`, and close."""
        self._stopping.set()

    async def message(self, event: str, **details: Any) -> None:
        """Send one message of the protocol to the app."""
        self._sequence += 1
        body = {"event": event, "sequenceNumber": str(self._sequence), **details, "streamSid": self.sid}
        assert self._socket is not None
        await self._socket.send(json.dumps(body))
        self.sent += 1

    async def accept(self, message: str | bytes) -> None:
        """Take a message of the app; on a one-way stream it is only noted."""
        self.call.notify(31951, "the app sent a message on a one-way stream", self.order.url)

    async def _lived(self) -> None:
        error = ""
        try:
            self._socket = await self.call.open_socket(self.order.url, "Twilio.TmeWs/1.0")
            await self._streamed()
        except SocketError as failure:
            error = str(failure)
            self.call.notify(failure.code, error, self.order.url)
        finally:
            await self._end(error)

    async def _streamed(self) -> None:
        assert self._socket is not None
        await self._socket.send(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
        await self.message("start", start=self._start())
        self._report("stream-started")
        self.call.log("stream", name=self.order.name, state="started", sid=self.sid)
        reading, writing = asyncio.ensure_future(self._read()), asyncio.ensure_future(self._write())
        try:
            done, _ = await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
            if writing in done and writing.exception():  # why that is, the reader knows: perhaps the app has closed
                done, _ = await asyncio.wait({reading}, timeout=CLOSING_SECONDS)
            for task in done or {writing}:
                task.result()
        finally:
            for task in (reading, writing):
                task.cancel()
            await asyncio.gather(reading, writing, return_exceptions=True)

    def _start(self) -> dict[str, Any]:
        return {
            "accountSid": self.call.account.sid,
            "streamSid": self.sid,
            "callSid": self.call.sid,
            "tracks": list(self.order.tracks),
            "mediaFormat": FORMAT,
            "customParameters": self.order.parameters,
        }

    async def _read(self) -> None:
        assert self._socket is not None
        while (message := await self._socket.receive()) is not None:
            self.received += 1
            await self.accept(message)

    async def _write(self) -> None:
        assert self._socket is not None
        await (self._write_frames() if self._socket.wants_audio else self._stopping.wait())
        await self.message("stop", stop={"accountSid": self.call.account.sid, "callSid": self.call.sid})

    async def _write_frames(self) -> None:
        began = position = self.call.said.position()
        chunk = 0
        while not self._stopping.is_set():
            chunk += 1
            await self._wait_for(position + FRAME)
            self._late.append(self.call.now() - (position + FRAME) / 8000)
            for name in self.order.tracks:
                payload = base64.b64encode(self._track(name).read(position, position + FRAME)).decode()
                media = {
                    "track": name,
                    "chunk": str(chunk),
                    "timestamp": str((position - began) // 8),
                    "payload": payload,
                }
                await self.message("media", media=media)
            position = self._next(position + FRAME)

    async def _wait_for(self, position: int) -> None:
        """Wait until the line has got to a sample, or the stream is to stop."""
        delay = position / 8000 - self.call.now()
        if delay > 0:
            await asyncio.sleep(delay)

    def _next(self, position: int) -> int:
        behind = self.call.now() - position / 8000
        if behind < MOST_BEHIND:
            return position
        self.call.notify(31930, f"the app reads too slowly: {behind:.1f} s of audio dropped", self.order.url)
        return self.call.said.position()

    def _track(self, name: str) -> Track:
        return self.call.said if name == "inbound" else self.call.heard

    async def _end(self, error: str) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self.call.streams.get(self.order.name) is self:
            del self.call.streams[self.order.name]
        self.closed.set()
        late = sorted(self._late) or [0.0]
        late_ms = round(late[min(int(len(late) * 0.99), len(late) - 1)] * 1000, 1)
        counts = {"sent": self.sent, "received": self.received, "late_ms": late_ms}
        details = {"name": self.order.name, "state": "stopped", "sid": self.sid, **counts}
        self.call.log("stream", **details, **({"error": error} if error else {}))
        self._report("stream-error" if error else "stream-stopped", error)

    def _report(self, event: str, error: str = "") -> None:
        if self.order.hook is None:
            return
        form = {
            "AccountSid": self.call.account.sid,
            "CallSid": self.call.sid,
            "StreamSid": self.sid,
            "StreamName": self.order.name,
            "StreamEvent": event,
            "Timestamp": iso8601(self.call.date()),
            **({"StreamError": error} if error else {}),
        }
        self.call.call_back(self.order.hook, form)
