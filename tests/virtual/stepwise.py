"""A run that somebody outside leads on step by step: time passes only when told to."""

import asyncio
from contextlib import ExitStack

from ivr.simulator.inprocess import Setting, build
from ivr.simulator.virtual import VirtualLoop
from tests.virtual.agent import AgentPhone
from tests.virtual.caller import RandomCaller
from tests.virtual.hotline import AGENTS, BASE
from tests.virtual.story import Agent, Person, Story
from tests.virtual.world import World, all_records

SETTLES_IN = 30.0


class LiveRun:
    """A world with agents but no callers yet, without faults. End it."""

    def __init__(self, hotline, hears=True):
        self._open = ExitStack()
        records = self._open.enter_context(all_records())
        self._loop = self._open.enter_context(asyncio.Runner(loop_factory=VirtualLoop))
        self.rates = {}
        self._simulation = self._loop.run(self._built(hotline, records, hears))

    def rings(self, number):
        """Return somebody who calls from this number."""
        caller = RandomCaller(self.world, Person(number, 0.0, (), ""))
        self._do(caller.ring)
        return caller

    def acts(self, caller, kind, force):
        """Let a caller begin to do something."""
        if not caller.call.over:
            self._do(lambda: self.world.exchange.spawn(caller.acts(kind, force), caller.call))

    def hangs_up(self, caller):
        self._do(caller.hang_up)

    def agent_calls(self, which):
        phone = self._phones[which]
        self._do(lambda: self.world.exchange.spawn(phone.call_in(self.world.account)))

    def passes(self, seconds):
        """Let time pass."""
        self._loop.run(asyncio.sleep(seconds))

    def problems(self):
        """Return every broken rule as things stand."""
        return self.world.watch.verdict()

    def end(self):
        """Let everybody hang up, and return every broken rule."""
        with self._open:
            self._loop.run(self._ended())
            return self.problems()

    async def _built(self, hotline, records, hears):
        simulation = build(Setting(hotline.app, f"{BASE}/voice"))
        self.world = World(hotline, Story(0, (), (), rates=self.rates, hears=hears), simulation, records, watched=True)
        self._phones = [AgentPhone(self.world.exchange, Agent(number, 3.0, 10.0)) for number in AGENTS]
        for number, phone in zip(AGENTS, self._phones, strict=True):
            self.world.exchange.book.enter(number, phone)
        return simulation

    async def _ended(self):
        for caller in self.world.watch.callers.values():
            caller.hang_up()
        await self.world.exchange.settle(SETTLES_IN)
        await self.world.exchange.close()

    def _do(self, what):
        async def done():
            what()

        self._loop.run(done())
