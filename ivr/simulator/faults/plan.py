"""Which faults strike when: drawn from a seed, and counted, so that single ones can be left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

KINDS = (
    "webhook_lost",
    "webhook_doubled",
    "webhook_delayed",
    "webhook_reordered",
    "webhook_5xx",
    "reply_lost",
    "stream_refused",
    "stream_dropped",
    "stream_garbage",
    "stream_jittered",
    "rest_429",
    "rest_5xx",
    "rest_hangs",
    "caller_hangs_up",
    "agent_busy",
    "agent_silent",
    "clock_jumps",
)


@dataclass(frozen=True)
class FaultOrder:
    """How likely each kind is at each chance it has, some at `rates` of their own.

    `only` lets just these strike (by their numbers).
    """

    seed: int = 0
    rate: float = 0.03
    kinds: tuple[str, ...] = KINDS
    rates: Mapping[str, float] = field(default_factory=dict)
    only: frozenset[int] | None = None


NO_FAULTS = FaultOrder(kinds=())


class FaultPlan:
    """Draws faults; `struck` is the list of those that did, by number and kind."""

    def __init__(self, order: FaultOrder) -> None:
        self._order = order
        self._random = Random(order.seed)
        self._number = 0
        self.struck: list[tuple[int, str]] = []
        self.told: Callable[[int, str], None] = lambda number, kind: None

    def strikes(self, kind: str) -> float | None:
        """Return how hard a fault strikes here and now, from 0 to 1, or None."""
        chance, force = self._random.random(), self._random.random()
        rate = self._order.rate if kind in self._order.kinds else 0.0
        if chance >= self._order.rates.get(kind, rate):
            return None
        self._number += 1
        if self._order.only is not None and self._number not in self._order.only:
            return None
        self.struck.append((self._number, kind))
        self.told(self._number, kind)
        return force
