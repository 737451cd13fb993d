"""Places many calls, at most so many at once or so many a second, and collects how they ended."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ivr.simulator.engine.account import Account, Hooks
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.phone.agent import AgentPhone
from ivr.simulator.phone.run import Result, ScenarioRun
from ivr.simulator.phone.scenario import Say, Scenario

FIRST_FAILURES = 5


class Generator:
    """Runs scenarios side by side; agents are shared by all calls."""

    def __init__(self, exchange: Exchange, account: Account, hooks: Hooks, told: Callable[[int], None]) -> None:
        self._exchange = exchange
        self._account = account
        self._hooks = hooks
        self._told = told
        self._results: list[Result] = []
        self._seconds = 0.0

    async def run(self, scenarios: list[Scenario], concurrency: int, rate: float | None) -> None:
        """Place every call and wait for its end; callers' words are made first, for making them stalls frames."""
        for text in dict.fromkeys(["Ready.", *(text for scenario in scenarios for text in _said(scenario))]):
            await self._exchange.spoken(text)
        started = self._exchange.now()
        self._enter_agents(scenarios)
        gate = asyncio.Semaphore(concurrency if rate is None else len(scenarios))
        tasks = []
        for number, scenario in enumerate(scenarios):
            if rate is not None:
                await self._exchange.clock.sleep(started + number / rate - self._exchange.now())
            tasks.append(asyncio.ensure_future(self._one(replace(scenario, agents=()), gate)))
        await asyncio.gather(*tasks)
        self._seconds = self._exchange.now() - started

    def figures(self) -> dict[str, Any]:
        """Return how the calls ended."""
        failed = [result for result in self._results if not result.ok]
        reasons = Counter(result.problems[0].split("; heard")[0] for result in failed)
        first = [{"problem": result.problems[0], "heard": result.heard} for result in failed[:FIRST_FAILURES]]
        return {
            "calls": len(self._results),
            "completed": len(self._results) - len(failed),
            "failed": len(failed),
            "seconds": round(self._seconds, 3),
            "reasons": dict(reasons.most_common()),
            "first_failures": first,
        }

    def _enter_agents(self, scenarios: list[Scenario]) -> None:
        for agent in dict.fromkeys(agent for scenario in scenarios for agent in scenario.agents):
            phone = AgentPhone(self._exchange, agent)
            self._exchange.book.enter(agent.number, phone)
            phone.call_in(self._account)

    async def _one(self, scenario: Scenario, gate: asyncio.Semaphore) -> None:
        async with gate:
            self._exchange.buy(self._account, scenario.called, self._hooks)
            self._results.append(await ScenarioRun(self._exchange, self._account, scenario, alone=False).run())
            self._told(len(self._results))


def _said(scenario: Scenario) -> list[str]:
    """Return all that people say in a scenario."""
    people = [scenario.steps, *(agent.steps for agent in scenario.agents), *(each.steps for each in scenario.others)]
    return [step.text for steps in people for step in steps if isinstance(step, Say)]
