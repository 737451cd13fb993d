"""Purge every hour what may be kept no longer, and empty the working state of calls that are over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from time import monotonic

import structlog

from ivr.outbox.worker import DATABASE_ERRORS
from ivr.privacy.purging import clear_ended, doubt_clock, purge
from ivr.storage import Database

LOOK_SECONDS, PURGE_EVERY = 60.0, timedelta(hours=1)
MOST_DRIFT = timedelta(minutes=5)
"""How far the clock may be from what our own counting of seconds says; one that was set is not believed."""

log = structlog.get_logger("ivr.jobs")
Now = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


class Purging:
    """Do it at the right times, by a clock that nobody has set meanwhile."""

    def __init__(
        self, database: Database, *, believe: bool, now: Now = _now, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._database, self._believe, self._now, self._seconds = database, believe, now, seconds
        self._began, self._first_second = now(), seconds()
        self._due, self._doubt_at = self._began, self._first_second

    def look(self) -> None:
        """Do what is due now."""
        now = self._now()
        passed = timedelta(seconds=self._seconds() - self._first_second)
        if abs(now - self._began - passed) > MOST_DRIFT:
            if self._seconds() >= self._doubt_at:
                doubt_clock(self._database, now)
                self._doubt_at = self._seconds() + PURGE_EVERY.total_seconds()
            return
        with self._database.writing_rows() as rows:
            clear_ended(rows, now)
        if now >= self._due:
            purge(self._database, now, clock_is_right=self._believe)
            self._due, self._believe = now + PURGE_EVERY, False

    def run(self, stop: Event) -> None:
        """Look until told to stop."""
        while not stop.is_set():
            try:
                self.look()
            except DATABASE_ERRORS as error:
                log.warning("nothing can be purged now", error=type(error).__name__)
            stop.wait(LOOK_SECONDS)
