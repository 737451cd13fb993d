"""A lock whose waiters are served in the order they came.

SQLite lets one writer in at a time and makes the others race for it; with sixteen at once the unlucky ones wait ten
times as long as the rest. Here they stand in a queue.
"""

from collections import deque
from threading import Lock
from types import TracebackType
from typing import Self


class QueueTooLong(Exception):
    """Say that our place in the queue did not come up in time."""


class FairLock:
    """Admit one thread at a time, first come, first served."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._mutex = Lock()
        self._waiting: deque[Lock] = deque()
        self._held = False

    def __enter__(self) -> Self:
        place = self._take_place()
        if place is not None and not place.acquire(timeout=self._patience):
            self._give_up(place)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False

    def _take_place(self) -> "Lock | None":
        with self._mutex:
            if not self._held:
                self._held = True
                return None
            place = Lock()
            place.acquire()
            self._waiting.append(place)
            return place

    def _give_up(self, place: Lock) -> None:
        with self._mutex:
            if place in self._waiting:
                self._waiting.remove(place)
                raise QueueTooLong
        # Our turn came while we were giving up: keep it.
