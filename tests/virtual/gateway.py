"""The media gateway on the virtual clock: real streams and conversations, only the recogniser is scripted."""

import asyncio
import json
from base64 import b64encode

from websockets.exceptions import ConnectionClosedOK

from ivr.settings import PROJECT
from ivr.simulator.media.socket import SocketError
from ivr.speech.health import Health
from ivr.telephony.media.call_stream import CallStream
from tests.virtual.recogniser import ScriptedSession

KEEP_ALIVE = 2.0
SILENCE = json.dumps({"event": "media", "media": {"payload": b64encode(b"\xff" * 160).decode()}})
GRAMMARS = PROJECT / "grammars"


class VirtualGateway:
    """A connector of the simulator whose WebSockets end in the hotline's own stream code."""

    def __init__(self, edge, exchange, chance):
        self._edge, self._exchange = edge, exchange
        self.chance = chance
        self.rooms = SlowRooms(chance)
        self.failures = []

    async def open(self, url, headers):
        if not self._edge.signature.signs_handshake(self._edge.settings.media_base, headers):
            raise SocketError(31920, "handshake answered 403 instead of 101")
        wire = Wire()
        speech = ScriptedSpeech(wire, self._exchange, self.chance)
        self._exchange.spawn(self._lived(CallStream(self._edge, speech, self.rooms, GatewayEnd(wire))))
        return TwilioEnd(wire)

    async def close(self):
        pass

    async def _lived(self, stream):
        try:
            await stream.run()
        except Exception as error:
            self.failures.append(error)


class Wire:
    """One WebSocket: what Twilio sent, and whether it is closed."""

    def __init__(self):
        self.sent = asyncio.Queue()
        self.closed = asyncio.Event()
        self.call_sid = ""


class TwilioEnd:
    wants_audio = False

    def __init__(self, wire):
        self._wire = wire

    async def send(self, text):
        if self._wire.closed.is_set():
            raise SocketError(31903, "broken pipe")
        if '"event": "start"' in text:
            self._wire.call_sid = json.loads(text)["start"]["callSid"]
        self._wire.sent.put_nowait(text)

    async def receive(self):
        await self._wire.closed.wait()

    async def close(self):
        self._wire.closed.set()


class GatewayEnd:
    """What the gateway's code takes for its WebSocket; silence comes in between, as from Twilio."""

    def __init__(self, wire):
        self._wire = wire

    async def recv(self):
        if self._wire.sent.empty() and self._wire.closed.is_set():
            raise ConnectionClosedOK(None, None)
        message, closed = (asyncio.ensure_future(each) for each in (self._wire.sent.get(), self._wire.closed.wait()))
        try:
            await asyncio.wait((message, closed), timeout=KEEP_ALIVE, return_when=asyncio.FIRST_COMPLETED)
            if message.done():
                return message.result()
            if closed.done():
                raise ConnectionClosedOK(None, None)
            return SILENCE
        finally:
            message.cancel()
            closed.cancel()

    async def close(self, code=1000, reason=""):
        self._wire.closed.set()


class SlowRooms:
    """The gateway's threads: what is done there takes a moment, so that other things come in between."""

    def __init__(self, chance):
        self._chance = chance

    async def turn(self, function, *args):
        return await self._run(0.03, function, args)

    async def rest(self, function, *args):
        return await self._run(0.3, function, args)

    async def _run(self, longest, function, args):
        await asyncio.sleep(self._chance.random() * longest)
        result = function(*args)
        await asyncio.sleep(self._chance.random() * longest)
        return result

    def close(self):
        pass


class ScriptedSpeech:
    """Gives sessions that hear the words of the simulator's log instead of sound."""

    health = Health(True, "scripted", "")

    def __init__(self, wire, exchange, chance):
        self._wire, self._exchange, self._chance = wire, exchange, chance

    def session(self, ask, handle):
        return ScriptedSession(self._exchange, self._wire.call_sid, ask, handle, self._chance)
