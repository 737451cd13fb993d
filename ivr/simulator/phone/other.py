"""Another caller of the same run."""

import asyncio

from ivr.simulator.engine.account import Account
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.phone.actor import Actor, StepFailed
from ivr.simulator.phone.scenario import Caller


class OtherCaller:
    """Dials the same number after some seconds, follows steps, hangs up."""

    def __init__(self, exchange: Exchange, account: Account, called: str, caller: Caller) -> None:
        self._exchange = exchange
        self._account = account
        self._called = called
        self.caller = caller
        self.failure: StepFailed | None = None
        self.sid = ""
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, beside the others."""
        self._task = self._exchange.spawn(self._acted())

    async def finished(self) -> None:
        """Wait until this caller's steps are done."""
        if self._task is not None:
            await asyncio.wait({self._task})

    async def _acted(self) -> None:
        await asyncio.sleep(self.caller.after)
        call = self._exchange.place(self._account, self.caller.number, self._called)
        self.sid = call.sid
        try:
            await Actor(self._exchange, call, self.caller.steps).act()
        except StepFailed as failure:
            self.failure = failure
        self._exchange.hang_up(call, "completed" if call.started else "canceled")
