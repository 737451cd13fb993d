"""Count the utterances that were lost on our side, by reason: callers spoke, and nobody understood."""

from collections import Counter
from collections.abc import Mapping
from time import monotonic
from typing import Literal

Reason = Literal["queue full", "deadline", "decoder died", "no model", "stream lost", "error"]
"""Too much waits already; it took longer than a caller waits; its decoders ended; there is no model now; the stream
broke off in mid-sentence; something of ours broke."""


class UtteranceLost(Exception):
    """Nobody listened to what was said: that is not to say that the caller said nothing. Asking again may help."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Losses:
    """Losses of one process since it began."""

    def __init__(self) -> None:
        self._counts: Counter[Reason] = Counter()
        self._overloaded_at = float("-inf")

    def add(self, reason: Reason) -> None:
        """Count one."""
        self._counts[reason] += 1
        if reason in ("queue full", "deadline"):
            self._overloaded_at = monotonic()

    @property
    def by_reason(self) -> Mapping[str, int]:
        """Return how many were lost for each reason that occurred."""
        return {str(reason): count for reason, count in self._counts.items()}

    @property
    def since_overload(self) -> float:
        """Return the seconds since one was lost because there was too much to do; infinite when none was."""
        return monotonic() - self._overloaded_at
