"""Slow down who tries many links: so many requests a minute from one address, in each web process."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic

A_MINUTE = 60
MOST_ADDRESSES = 10_000
WINDOW_SECONDS = 60.0


class RateLimit:
    """Counts requests by address, in windows of a minute; remembers a bounded number of addresses."""

    def __init__(self, most: int = A_MINUTE, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._clock = most, clock
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def is_too_fast(self, address: str) -> bool:
        """Count a request; return whether it is one too many."""
        with self._lock:
            now = self._clock()
            began, count = self._seen.pop(address, (now, 0))
            if now - began >= WINDOW_SECONDS:
                began, count = now, 0
            self._seen[address] = began, count + 1
            if len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)
            return count >= self._most
