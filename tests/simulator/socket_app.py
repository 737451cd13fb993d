"""An app with a WebSocket on a real port, and a call to it on the real clock."""

import asyncio
import json
from random import Random

from aiohttp import WSMsgType, web

from ivr.simulator.assembly import assembled
from ivr.simulator.audio.voice import PacedVoice
from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.engine.services import Services
from ivr.simulator.phone.handset import Handset
from ivr.simulator.virtual import run_alone
from ivr.simulator.web.network import Network
from ivr.simulator.web.sockets import NetworkConnector


class StreamApp:
    """An app on a real port: one document, and a WebSocket that keeps what it gets."""

    def __init__(self, document, answer=None):
        self.document = document
        self.answer = answer
        self.messages = []
        self.times = []
        self.headers = {}
        self.callbacks = []

    async def voice(self, request):
        return web.Response(text=f"<Response>{self.document}</Response>", content_type="text/xml")

    async def status(self, request):
        self.callbacks.append(dict(await request.post()))
        return web.Response(status=204)

    async def action(self, request):
        self.callbacks.append(dict(await request.post()))
        return web.Response(text="<Response><Hangup/></Response>", content_type="text/xml")

    async def media(self, request):
        self.headers = dict(request.headers)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.messages.append(json.loads(message.data))
                self.times.append(asyncio.get_running_loop().time())
                if self.answer is not None:
                    await self.answer(socket, self.messages[-1])
        return socket

    def named(self, event):
        return [message for message in self.messages if event in (message.get("event"), message.get("type"))]


def conversation(app, act, after="<Pause length='2'/>"):
    """Run a call against the app while `act(hands)` is its caller."""

    async def main():
        web_app = web.Application()
        web_app.add_routes(
            [
                web.post("/voice", app.voice),
                web.get("/media", app.media),
                web.post("/status", app.status),
                web.post("/action", app.action),
            ]
        )
        runner = web.AppRunner(web_app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        app.document = app.document.replace("WS", base.replace("http", "ws", 1)).replace("HTTP", base) + after
        app.base = base
        exchange = assembled(Services(Network(), NetworkConnector(), PacedVoice(), Random(1)))
        account = exchange.open_account(token="12345")
        exchange.buy(account, "+12025550100", Hooks(Hook(f"{base}/voice")))
        call = exchange.place(account, "+12025550143", "+12025550100")
        events = []
        exchange.log.sinks.append(events.append)
        await act(Handset(exchange, call))
        await asyncio.wait_for(call.gone.wait(), 10)
        await exchange.settle(3)
        await exchange.close()
        await runner.cleanup()
        return call, events

    return run_alone(main())
