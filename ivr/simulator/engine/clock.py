"""Time as the engine sees it: the seconds of the event loop that runs it.

A loop with virtual time (`virtual.py`) makes the same engine run on a virtual clock.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime


class Clock:
    """Seconds since the simulator started, and the dates they stand for."""

    def __init__(self, epoch: datetime | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._started = self._loop.time()
        self._epoch = epoch or datetime.now(UTC)

    def now(self) -> float:
        """Return seconds since the start."""
        return self._loop.time() - self._started

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(max(seconds, 0))

    def jump(self, seconds: float) -> None:
        """Move the dates, as a clock that is set does; the seconds since the start go on evenly."""
        self._epoch += timedelta(seconds=seconds)

    def date(self, at: float | None = None) -> datetime:
        """Return the date of a moment, by default of this one."""
        return self._epoch + timedelta(seconds=self.now() if at is None else at)


def rfc2822(date: datetime | None) -> str | None:
    """Return a date as Twilio writes it, or None for none."""
    return None if date is None else format_datetime(date.replace(microsecond=0))


def iso8601(date: datetime) -> str:
    """Return a date as stream callbacks carry it."""
    return date.isoformat(timespec="milliseconds").replace("+00:00", "Z")
