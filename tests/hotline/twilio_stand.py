"""The simulator on the real clock, in a thread: real HTTP, real WebSockets, the neural voice."""

import asyncio
from pathlib import Path
from threading import Event, Thread

from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.network import network_exchange
from ivr.simulator.phone.agent import AgentPhone
from ivr.simulator.phone.scenario_file import read
from ivr.simulator.server import Server
from ivr.simulator.web.sockets import SocketError
from ivr.telephony.urls import AGAIN
from tests.hotline.person import Person
from tests.line import HOTLINE


class NoStreams:
    """A network that lets no WebSocket through, as some proxies do."""

    async def open(self, url, headers):
        raise SocketError(31920, "handshake answered 502 instead of 101")

    async def close(self):
        pass


class TwilioStand:
    """Twilio for one hotline: its REST API, callers and agents."""

    def __init__(self, account_sid, token, *, streams=True):
        self.events = []
        self.streams = streams
        self.loop = asyncio.new_event_loop()
        self.ready = Event()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.url = self.do(self._open(account_sid, token))

    def do(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    async def _open(self, account_sid, token):
        self.exchange = network_exchange()
        if not self.streams:
            self.exchange.use(connector=NoStreams())
        self.exchange.log.sinks.append(self.events.append)
        self.account = self.exchange.open_account(account_sid, token)
        self.server = Server(self.exchange, self.account)
        return await self.server.start()

    def call(self, base, habits, caller, patience):
        """Start a person's call; return the future of what was heard."""
        return asyncio.run_coroutine_threadsafe(self._call(base, habits, caller, patience), self.loop)

    async def _call(self, base, habits, caller, patience):
        hooks = Hooks(Hook(f"{base}/voice"), Hook(f"{base}/voice/fallback"), Hook(f"{base}/voice/status{AGAIN}"))
        self.exchange.buy(self.account, HOTLINE, hooks)
        call = self.exchange.place(self.account, caller, HOTLINE)
        outcome = await Person(self.exchange, call, habits).talk(patience)
        await self.exchange.settle(5.0, self.exchange.family(call))
        return outcome

    def agent_answers(self, number, *steps):
        """Let somebody answer at a number and follow the steps of a scenario file."""
        scenario = read({"agents": [{"number": number, "answer_after": 1, "steps": list(steps)}]}, Path())
        phone = AgentPhone(self.exchange, scenario.agents[0])
        self.exchange.book.enter(number, phone)
        return phone

    def close(self):
        self.do(self.exchange.close())
        self.do(self.server.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
