"""Keep an answer for a moment, so that many who ask at once cost one."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Kept(Generic[Answer]):
    """The last answer to one question. While somebody finds a new one, others get the old one and don't wait."""

    def __init__(self) -> None:
        self._answer: Answer | None = None
        self._at = float("-inf")
        self._asking = Lock()

    def get(self, ask: Callable[[], Answer], seconds: float) -> Answer:
        """Return an answer that is hardly older than so many seconds."""
        if (kept := self._young(seconds)) is not None:
            return kept
        if not self._asking.acquire(blocking=self._answer is None):
            assert self._answer is not None
            return self._answer
        try:
            if (kept := self._young(seconds)) is not None:
                return kept
            self._answer = answer = ask()
            self._at = monotonic()
            return answer
        finally:
            self._asking.release()

    def _young(self, seconds: float) -> Answer | None:
        return self._answer if monotonic() - self._at < seconds else None
