"""An agent's telephone: engaged while the agent talks; hangs up after a while; calls in if the story says so."""

import asyncio

from ivr.simulator.phone.scenario import CALLED


class ClerkPhone:
    """What the simulator rings at an agent's number."""

    def __init__(self, exchange, clerk):
        self._exchange, self._clerk = exchange, clerk
        self._engaged = False

    async def ring(self, call):
        if self._engaged:
            return "busy"
        self._engaged = True
        try:
            await asyncio.sleep(self._clerk.answers_after)
        except asyncio.CancelledError:
            self._engaged = False
            raise
        return "answered"

    async def call_in(self, account):
        """Ask for the next caller without being rung, unless engaged."""
        await asyncio.sleep(self._clerk.calls_at)
        if not self._engaged:
            self._engaged = True
            self.talk(self._exchange.place(account, self._clerk.number, CALLED))

    def talk(self, call):
        self._exchange.spawn(self._talk(call), call)

    async def _talk(self, call):
        try:
            await asyncio.wait_for(call.gone.wait(), 15 + self._clerk.talks)
        except TimeoutError:
            self._exchange.hang_up(call)
        finally:
            self._engaged = False
