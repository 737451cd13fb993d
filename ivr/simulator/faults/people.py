"""People and clocks that misbehave: callers who hang up, agents who don't come, time that jumps."""

from ivr.simulator.engine.book import Phone, PhoneBook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.faults.plan import FaultPlan

LONGEST_JUMP = 7200.0


class People:
    """Watches an exchange's events, and strikes at some of them."""

    def __init__(self, exchange: Exchange, plan: FaultPlan) -> None:
        self._exchange = exchange
        self._plan = plan
        exchange.log.sinks.append(self._take)
        exchange.book = FaultyBook(exchange.book, plan)

    def _take(self, event: Event) -> None:
        call = self._exchange.calls.get(event.call)
        if event.name not in ("verb", "prompt", "key", "utterance", "queue") or call is None or call.over:
            return
        jump = self._plan.strikes("clock_jumps")
        if jump is not None:
            self._exchange.clock.jump((jump - 0.5) * LONGEST_JUMP)
        when = self._plan.strikes("caller_hangs_up") if call.parties.direction == "inbound" else None
        if when is not None:
            self._exchange.spawn(self._hang_up(call, when), call)

    async def _hang_up(self, call: Call, when: float) -> None:
        await self._exchange.clock.sleep(when)
        self._exchange.hang_up(call, "completed" if call.started else "canceled")


class FaultyBook(PhoneBook):
    """A phone book whose people are busy or do not answer now and then."""

    def __init__(self, inner: PhoneBook, plan: FaultPlan) -> None:
        self._inner = inner
        self._plan = plan

    def enter(self, number: str, phone: Phone) -> None:
        """Put a phone at a number."""
        self._inner.enter(number, phone)

    def remove(self, number: str, phone: Phone) -> None:
        """Take a phone away."""
        self._inner.remove(number, phone)

    def find(self, number: str) -> Phone | None:
        """Return the phone at a number, one nobody answers, or one that is busy."""
        phone = self._inner.find(number)
        if phone is not None and self._plan.strikes("agent_silent") is not None:
            return None
        if phone is not None and self._plan.strikes("agent_busy") is not None:
            return _Busy()
        return phone


class _Busy:
    async def ring(self, call: Call) -> str:
        return "busy"

    def talk(self, call: Call) -> None:
        """Never answered."""


def report(exchange: Exchange, number: int, kind: str) -> None:
    """Log that a fault struck."""
    exchange.emit("injected", "", number=number, kind=kind)
