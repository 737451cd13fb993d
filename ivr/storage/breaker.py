"""Leave a database alone that does not answer: who asks meanwhile is told so at once, and one asks now and then."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 2.0
PROBE_SECONDS = 3.0
"""How long the one who asks may take before another may."""


class Breaker:
    """Closed while all is well; open after a failure, for a pause that grows while the failures go on."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._pause = self._opened = self._until = 0.0

    @property
    def open(self) -> bool:
        """Tell whether the database did not answer when it was asked last."""
        return self._pause > 0.0

    def lets_through(self) -> bool:
        """Tell whether the database may be asked; while it is left alone one may, after each pause."""
        if not self._pause:
            return True
        with self._lock:
            if self._clock() < self._until:
                return False
            self._until = self._clock() + PROBE_SECONDS
            return True

    def succeeded(self) -> None:
        """Note that the database answered."""
        if self._pause:
            self._pause = 0.0

    def failed(self, began: float) -> None:
        """Note that the database did not answer one who asked at this time; those who asked before all know that."""
        with self._lock:
            if began < self._opened:
                return
            self._pause = min(LONGEST_PAUSE, self._pause * 2 or FIRST_PAUSE)
            self._opened = self._clock()
            self._until = self._opened + self._pause
