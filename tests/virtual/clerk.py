"""An agent's telephone: engaged while the agent talks; hangs up after a while."""

import asyncio


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

    def talk(self, call):
        self._exchange.spawn(self._talk(call), call)

    async def _talk(self, call):
        try:
            await asyncio.wait_for(call.gone.wait(), 15 + self._clerk.talks)
        except TimeoutError:
            self._exchange.hang_up(call)
        finally:
            self._engaged = False
