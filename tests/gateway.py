"""A running media gateway with real ears, in a thread of the test."""

import asyncio
import json
from base64 import b64encode
from contextlib import asynccontextmanager
from threading import Event, Thread

from twilio.request_validator import RequestValidator
from websockets.asyncio.client import connect

from ivr.languages import ENGLISH
from ivr.settings import PROJECT
from ivr.speech import Speech
from ivr.telephony.media.gateway import Gateway, first
from tests.line import TOKEN

SILENCE = b"\xff" * 160
FORMAT = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}


class RunningGateway:
    """Serve until closed; `model` None is a gateway that can't hear."""

    def __init__(self, edge, model):
        self.edge, self.model = edge, model
        self.loop = asyncio.new_event_loop()
        self.ready, self.stop, self.replaced = Event(), asyncio.Event(), asyncio.Event()
        self.thread = Thread(target=self.loop.run_until_complete, args=(self._serve(),), daemon=True)
        self.thread.start()
        assert self.ready.wait(20)

    async def _serve(self):
        settings = self.edge.settings
        async with Speech.open({ENGLISH: self.model}, PROJECT / "grammars", 1) as speech:
            self.speech = speech
            gateway = Gateway(self.edge, speech)
            server = await gateway.serve(settings.host, settings.media_port)
            self.ready.set()
            await first(self.stop.wait(), self.replaced.wait())
            await gateway.drain(server, self.stop)

    def close(self):
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join(30)


@asynccontextmanager
async def stream_to(settings, url=None, signature=None):
    """A media stream as Twilio opens it."""
    url = url or settings.media_base
    signature = signature or RequestValidator(TOKEN).compute_signature(settings.media_base, {})
    async with connect(url, additional_headers={"X-Twilio-Signature": signature}, compression=None) as socket:
        yield socket


def connected():
    return json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"})


def start(call_sid, token, **changes):
    body = {"callSid": call_sid, "mediaFormat": FORMAT, "customParameters": {"token": token}} | changes
    return json.dumps({"event": "start", "sequenceNumber": "1", "start": body, "streamSid": "MZ1"})


def media(sound=SILENCE):
    return json.dumps({"event": "media", "media": {"track": "inbound", "payload": b64encode(sound).decode()}})


def stop():
    return json.dumps({"event": "stop", "stop": {}})
