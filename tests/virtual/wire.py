"""One WebSocket between the simulator and the hotline's stream code, and what faults do to it."""

import asyncio
import json
from base64 import b64encode

from websockets.exceptions import ConnectionClosedError, ConnectionClosedOK

from ivr.simulator.faults.streams import GARBAGE
from ivr.simulator.web.sockets import SocketError

KEEP_ALIVE = 2.0
LONGEST_GAP = 6.0
SILENCE = json.dumps({"event": "media", "media": {"payload": b64encode(b"\xff" * 160).decode()}})
CLOSED = object()


class Wire:
    """What Twilio sent, and whether it is closed."""

    def __init__(self, faults):
        self.faults = faults
        self.sent = asyncio.Queue()
        self.closed = asyncio.Event()
        self.call_sid = ""

    def close(self):
        if not self.closed.is_set():
            self.closed.set()
            self.sent.put_nowait(CLOSED)


class TwilioEnd:
    def __init__(self, wire, wants_audio=False):
        self._wire, self.wants_audio = wire, wants_audio

    async def send(self, text):
        if self._wire.closed.is_set():
            raise SocketError(31903, "broken pipe")
        if '"event": "start"' in text:
            self._wire.call_sid = json.loads(text)["start"]["callSid"]
        self._wire.sent.put_nowait(text)

    async def receive(self):
        await self._wire.closed.wait()

    async def close(self):
        self._wire.close()


class GatewayEnd:
    """What the gateway's code takes for its WebSocket; silence comes in between, as from Twilio."""

    def __init__(self, wire):
        self._wire = wire

    async def recv(self):
        try:
            async with asyncio.timeout(KEEP_ALIVE):
                message = await self._wire.sent.get()
        except TimeoutError:
            return await self._silence()
        if message is CLOSED:
            raise ConnectionClosedOK(None, None)
        return message

    async def close(self, code=1000, reason=""):
        self._wire.close()

    async def _silence(self):
        strikes = self._wire.faults.strikes
        if strikes("stream_dropped") is not None:
            self._wire.close()
            raise ConnectionClosedError(None, None)
        if (gap := strikes("stream_jittered")) is not None:
            await asyncio.sleep(gap * LONGEST_GAP)
        garbage = strikes("stream_garbage")
        return SILENCE if garbage is None else GARBAGE[int(garbage * len(GARBAGE))]
