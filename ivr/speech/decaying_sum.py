"""Sum what was measured of late."""

from collections.abc import Callable
from math import exp


class DecayingSum:
    """A sum whose parts count for a third after `memory` seconds, and less and less."""

    def __init__(self, clock: Callable[[], float], memory: float) -> None:
        self._clock, self._memory = clock, memory
        self._sum, self._at = 0.0, clock()

    def add(self, amount: float) -> None:
        """Add what came just now."""
        self._sum, self._at = self.value, self._clock()
        self._sum += amount

    @property
    def value(self) -> float:
        """Return the sum as it is now."""
        return self._sum * exp((self._at - self._clock()) / self._memory)
