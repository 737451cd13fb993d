"""An agent's telephone: engaged while the agent talks; hangs up after a while; calls in if the story says so."""

import asyncio

from ivr.simulator.phone.handset import Handset
from ivr.simulator.phone.scenario import CALLED

PIN = "004711"
"""Of every agent in these stories."""

PIN_AFTER = 4.0


class AgentPhone:
    """What the simulator rings at an agent's number."""

    def __init__(self, exchange, agent):
        self._exchange, self._agent = exchange, agent
        self._engaged = False

    async def ring(self, call):
        if self._engaged:
            return "busy"
        self._engaged = True
        try:
            await asyncio.sleep(self._agent.answers_after)
        except asyncio.CancelledError:
            self._engaged = False
            raise
        return "answered"

    async def call_in(self, account):
        """Ask for the next caller without being rung, unless engaged."""
        await asyncio.sleep(self._agent.calls_at)
        if not self._engaged:
            self._engaged = True
            call = self._exchange.place(account, self._agent.number, CALLED)
            self.talk(call)
            await asyncio.sleep(PIN_AFTER)
            if not call.over:
                await Handset(self._exchange, call).press(PIN)

    def talk(self, call):
        self._exchange.spawn(self._talk(call), call)

    async def _talk(self, call):
        try:
            await asyncio.wait_for(call.gone.wait(), 15 + self._agent.talks)
        except TimeoutError:
            self._exchange.hang_up(call)
        finally:
            self._engaged = False
