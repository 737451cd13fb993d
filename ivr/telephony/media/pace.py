"""Bound how fast a stream may send: sound comes fifty times a second, in bursts."""

MESSAGES_A_SECOND = 60.0
BURST = 300.0


class Pace:
    """A bucket that fills steadily and is emptied by each message."""

    def __init__(self, now: float) -> None:
        self._left = BURST
        self._at = now

    def allows(self, now: float) -> bool:
        """Return whether one more message may come at this time."""
        self._left = min(BURST, self._left + (now - self._at) * MESSAGES_A_SECOND)
        self._at = now
        self._left -= 1
        return self._left >= 0
