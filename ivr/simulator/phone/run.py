"""Runs one scenario and says whether every expectation held."""

import asyncio
from dataclasses import dataclass
from typing import Any

from ivr.simulator.engine.account import Account
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.phone.actor import Actor, StepFailed, described
from ivr.simulator.phone.agent import AgentPhone
from ivr.simulator.phone.belonging import belongs
from ivr.simulator.phone.expectations import Notes, unmet
from ivr.simulator.phone.matching import found
from ivr.simulator.phone.other import OtherCaller
from ivr.simulator.phone.scenario import Hear, Scenario
from ivr.simulator.verbs.loader import APOLOGY

LINGER = 2.0


@dataclass(frozen=True)
class Result:
    """How a scenario ended: `problems` is empty when all held; `heard` is what the caller heard in all.

    `then` says where the call stood when something did not hold: the last webhook, and the last document.
    """

    name: str
    call: str
    status: str
    seconds: float
    heard: str
    problems: tuple[str, ...] = ()
    step: int = 0
    then: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every step and expectation held."""
        return not self.problems

    def details(self) -> dict[str, Any]:
        """Return it as the last event of the log has it."""
        failed = (
            {"problems": list(self.problems), "then": list(self.then), **({"step": self.step} if self.step else {})}
            if self.problems
            else {}
        )
        return {
            "ok": self.ok,
            "scenario": self.name,
            "status": self.status,
            "seconds": self.seconds,
            **failed,
            "heard": self.heard,
        }


class ScenarioRun:
    """One run of a scenario against the app that has the number it calls."""

    def __init__(self, exchange: Exchange, account: Account, scenario: Scenario, *, alone: bool = True) -> None:
        self._exchange = exchange
        self._account = account
        self._scenario = scenario
        self._alone = alone
        self._call: Call | None = None
        self._notes = Notes()
        self._agents = [AgentPhone(exchange, agent) for agent in scenario.agents]
        self._others = [OtherCaller(exchange, account, scenario.called, other) for other in scenario.others]

    async def run(self) -> Result:
        """Call, follow the steps, and check the expectations."""
        self._exchange.log.sinks.append(self._note)
        self._exchange.map_addresses(self._scenario.media)
        self._open_workspace()
        for phone in self._agents:
            self._exchange.book.enter(phone.agent.number, phone)
            phone.call_in(self._account)
        try:
            return await self._called()
        finally:
            for phone in self._agents:
                self._exchange.book.remove(phone.agent.number, phone)
                phone.leave()
            self._exchange.log.sinks.remove(self._note)

    def _open_workspace(self) -> None:
        voice = self._account.numbers[self._scenario.called].voice_hooks().voice
        if self._scenario.taskrouter is not None and voice is not None:
            self._exchange.open_workspace(self._scenario.taskrouter, voice.url)

    def _note(self, event: Event) -> None:
        """Take note of an event; among other runs, only of this one's own."""
        if self._alone or self.owns(event):
            self._notes.take(event)

    def owns(self, event: Event) -> bool:
        """Say whether an event is about this run: its call, the legs that dialled, its agents, other callers."""
        people = {self._scenario.caller, *(phone.agent.number for phone in self._agents)}
        people |= {other.caller.number for other in self._others}
        sids = {self._call.sid if self._call else "", *(other.sid for other in self._others)}
        sids = sids.union(*(phone.sids for phone in self._agents)) - {""}
        return belongs(event, sids, people, self._exchange.calls)

    async def _called(self) -> Result:
        started = self._exchange.now()
        call = self._exchange.place(self._account, self._scenario.caller, self._scenario.called)
        self._call, call.delivery = call, self._scenario.callbacks
        call.extra.update(self._scenario.parameters)
        call.payments = [dict(each) for each in self._scenario.payments]
        actor = Actor(self._exchange, call, self._scenario.steps)
        for other in self._others:
            other.start()
        failure = await self._acted(actor)
        if failure is None:
            await self._stay(call, actor)
        self._exchange.hang_up(call, "completed" if call.started else "canceled")
        await self._exchange.settle(5.0, self._exchange.family(call))
        for other in self._others:
            await other.finished()
        problems = [*([_told(failure)] if failure else []), *self._unmet(call, actor, final=failure is None)]
        problems += self._broken(call, actor)
        problems += [f"agent {phone.agent.number}: {_told(each)}" for phone in self._agents for each in phone.failures]
        problems += [f"caller {each.caller.number}: {_told(each.failure)}" for each in self._others if each.failure]
        seconds = round(self._exchange.now() - started, 3)
        heard = actor.prompts.transcript()
        step = failure.number if failure else 0
        then = self._notes.last() if problems else ()
        result = Result(self._scenario.name, call.sid, call.status, seconds, heard, tuple(problems), step, then)
        self._exchange.emit("result", call.sid, **result.details())
        return result

    async def _acted(self, actor: Actor) -> StepFailed | None:
        try:
            async with asyncio.timeout(self._scenario.timeout):
                await actor.act()
        except StepFailed as failure:
            return failure
        except TimeoutError:
            step = self._scenario.steps[actor.number - 1]
            return StepFailed(
                actor.number, step, f"the call took more than {self._scenario.timeout:g} s", actor.prompts.transcript()
            )
        return None

    async def _stay(self, call: Call, actor: Actor) -> None:
        """Stay on the line till the app ends the call, or it has been quiet for long enough.

        Long enough is `stay` seconds; two, when all is as expected and the caller had steps to take.
        """
        deadline = self._exchange.now() + self._scenario.timeout
        while not call.over and self._exchange.now() < deadline:
            await actor.prompts.quiet()
            pleased = self._scenario.steps and not self._unmet(call, actor, final=False) and not self._talking()
            if await actor.prompts.stays_quiet(LINGER if pleased else self._scenario.stay):
                return

    def _talking(self) -> bool:
        """Say whether a scripted agent is still at it."""
        return any(phone.acting for phone in self._agents)

    def _broken(self, call: Call, actor: Actor) -> list[str]:
        """Return the error behind an apology of Twilio's that nobody asked for."""
        wanted = [
            *self._scenario.expect.said,
            *(step.pattern for step in self._scenario.steps if isinstance(step, Hear)),
        ]
        if found(APOLOGY, actor.prompts.transcript()) is None or any(found(each, APOLOGY) for each in wanted):
            return []
        errors = [each for each in call.notifications if each.level == 0]
        return [f"application error {errors[-1].code}: {errors[-1].message}"] if errors else []

    def _unmet(self, call: Call, actor: Actor, final: bool = True) -> list[str]:
        expect = self._scenario.expect
        problems = unmet(expect, self._notes, actor.prompts.transcript())
        if final and expect.status and expect.status != call.status:
            problems.append(f"expected status: {expect.status}; was: {call.status}")
        return problems


def _told(failure: StepFailed) -> str:
    place = f", {failure.step.place}" if failure.step.place else ""
    step = f"step {failure.number} ({described(failure.step)}){place}"
    return f"{step}: {failure.reason}; heard instead: {failure.heard or 'nothing'}"
