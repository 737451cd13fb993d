"""A scripted person at a number, or one who calls in."""

import asyncio

from ivr.simulator.engine.account import Account, Hook, Hooks
from ivr.simulator.engine.bridge import first
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.parties import Parties
from ivr.simulator.engine.steps import Goto, Inline
from ivr.simulator.phone.actor import Actor, StepFailed
from ivr.simulator.phone.scenario import CALLED, Agent


class AgentPhone:
    """Answers, or doesn't, as the scenario says, and then follows the agent's steps."""

    def __init__(self, exchange: Exchange, agent: Agent) -> None:
        self._exchange = exchange
        self.agent = agent
        self.failures: list[StepFailed] = []
        self.acting = False
        self._calling: asyncio.Task[None] | None = None
        self._placed: list[Call] = []
        self.sids: set[str] = set()

    async def ring(self, call: Call) -> str:
        """Ring until the agent decides."""
        self.sids.add(call.sid)
        if self.agent.busy:
            return "busy"
        if self.agent.failed:
            return "failed"
        if self.agent.no_answer:
            await call.gone.wait()
            return "no-answer"
        await asyncio.sleep(self.agent.answer_after)
        call.machine_answers = self.agent.machine
        return "answered"

    def talk(self, call: Call) -> None:
        """Follow the steps; the agent stays on the line after the last one."""
        self._exchange.spawn(self._act(call), call)

    def call_in(self, account: Account) -> None:
        """Call the app (`calls`) or fetch the first caller of a `queue`, when the scenario says so."""
        if self.agent.calls or self.agent.queue:
            self._calling = self._exchange.spawn(self._called_in(account))

    def leave(self) -> None:
        """Stop calling in, and hang up what the agent dialled."""
        if self._calling is not None:
            self._calling.cancel()
        for call in self._placed:
            self._exchange.hang_up(call)

    async def _called_in(self, account: Account) -> None:
        await asyncio.sleep(self.agent.after)
        number = self.agent.number if self.agent.number != "*" else "+12025550199"
        hooks = Hooks(Hook(self.agent.calls)) if self.agent.calls else Hooks()
        call = self._exchange.new_call(account, Parties(number, CALLED, "inbound"), hooks)
        self._placed.append(call)
        self.sids.add(call.sid)
        self._exchange.become(call, "ringing")
        self.talk(call)
        source = Goto(self.agent.calls) if self.agent.calls else Inline(_fetching(self.agent.queue))
        await self._exchange.run(call, source)

    async def _act(self, call: Call) -> None:
        actor = Actor(self._exchange, call, self.agent.steps)
        await first(call.answered, call.gone)
        self.acting = True
        try:
            await actor.act()
        except StepFailed as failure:
            self.failures.append(failure)
        finally:
            self.acting = False


def _fetching(queue: str) -> str:
    return f'<Response><Dial timeout="600"><Queue>{queue}</Queue></Dial></Response>'
