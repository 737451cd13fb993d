"""Time that goes on evenly while the server's clock is set."""

import asyncio
from datetime import datetime, timedelta


class Stopwatch:
    """Counts from a date, by the event loop's own time."""

    def __init__(self, began: datetime) -> None:
        self._loop = asyncio.get_running_loop()
        self._began, self._since = began, self._loop.time()

    def now(self) -> datetime:
        """Return the date it would be had nobody set a clock since."""
        return self._began + timedelta(seconds=self._loop.time() - self._since)
