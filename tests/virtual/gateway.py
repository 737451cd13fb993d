"""The media gateway on the virtual clock: real streams and conversations, only the recogniser is scripted."""

import asyncio
from contextlib import contextmanager

from ivr.simulator.web.sockets import SocketError
from ivr.speech.health import Health
from ivr.telephony.media.call_stream import CallStream
from ivr.telephony.media.questions import Questions
from ivr.telephony.recordings import Recordings
from tests.virtual.recogniser import ScriptedSession, recognised
from tests.virtual.voice import words_in
from tests.virtual.wire import GatewayEnd, TwilioEnd, Wire

RECOGNISED_IN = 0.3


class VirtualGateway:
    """A connector of the simulator whose WebSockets end in the hotline's own stream code."""

    def __init__(self, world):
        self._world, self._edge = world, world.hotline.edge
        self._threads = SlowThreads(world)
        self._admission = ScriptedAdmission(world.faults)
        self.failures = []
        recordings = Recordings(self._edge.settings, get=world.hotline.web.get)
        self.questions = Questions(self._edge, ScriptedSpeech(world), QuickThreads(), recordings)

    async def open(self, url, headers):
        if not self._edge.signature.signs_handshake(self._edge.settings.media_base, headers):
            raise SocketError(31920, "handshake answered 403 instead of 101")
        wire = Wire(self._world.faults)
        by_stream = getattr(self._world.hotline.ears, "by_stream", False)
        speech = self._world.hotline.ears if by_stream else ScriptedSpeech(self._world, wire)
        stream = CallStream(self._edge, speech, self._threads, GatewayEnd(wire), self._admission)
        self._world.exchange.spawn(self._lived(stream))
        return TwilioEnd(wire, by_stream)

    async def close(self):
        pass

    async def _lived(self, stream):
        try:
            await stream.run()
        except Exception as error:
            self.failures.append(error)


class ScriptedAdmission:
    """Has room for every stream but those that a fault turns away."""

    def __init__(self, faults):
        self._faults = faults

    def admits(self):
        return self._faults.strikes("gateway_full") is None

    @contextmanager
    def stream(self):
        yield lambda: None


class SlowThreads:
    """The gateway's threads: what is done there takes a moment, so that other things come in between."""

    def __init__(self, world):
        self._world, self._chance = world, world.chance

    async def turn(self, function, *args):
        return await self._run(0.03, function, args)

    async def rest(self, function, *args):
        self._world.watch.pushing(*args)
        return await self._run(0.3, function, args)

    async def _run(self, longest, function, args):
        await asyncio.sleep(self._chance.random() * longest)
        result = function(*args)
        await asyncio.sleep(self._chance.random() * longest)
        return result

    def close(self):
        pass


class QuickThreads:
    """Threads for a question that a web process waits for: it must not wait for the loop in which it runs itself."""

    async def turn(self, function, *args):
        return function(*args)

    rest = turn


class ScriptedSpeech:
    """Gives sessions that hear the words of the simulator's log, and reads the words that a recording holds."""

    def __init__(self, world, wire=None):
        self._world, self._wire = world, wire
        self.health = Health(True, "scripted", "") if world.story.hears else Health(False, "", "no speech model")

    def session(self, ask, handle):
        return ScriptedSession(self._world, self._wire.call_sid, ask, handle)

    async def recognise(self, mulaw, listening):
        if not self._world.story.hears:
            return None
        self._world.hotline.sources.waited += RECOGNISED_IN
        if self._world.faults.strikes("words_lost") is not None:
            raise TimeoutError
        return recognised(words_in(mulaw), listening, 0.97)
