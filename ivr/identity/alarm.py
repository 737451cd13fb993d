"""Raise an alarm when more tries to get at records fail than owners' mistakes explain."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Integer, bindparam, func, insert, select
from sqlalchemy import cast as sql_cast

from ivr.identity.tables import AttemptRow
from ivr.storage import Rows, connection_of
from ivr.storage.binding import keyring_of

WINDOW = timedelta(minutes=5)
LEAST, SHARE = 8, 0.4
"""Failed tries of five minutes from which there is an alarm, and how much of all tries they are; owners fail less."""

log = structlog.get_logger(__name__)
_TRIES = select(func.count(), func.coalesce(func.sum(sql_cast(AttemptRow.failed, Integer)), 0)).where(
    AttemptRow.record == bindparam("all"), AttemptRow.at > bindparam("since"), AttemptRow.at <= bindparam("until")
)


@dataclass(frozen=True)
class Tries:
    """How many tries to get at records there were of late, and how many of them failed."""

    made: int
    failed: int

    @property
    def alarming(self) -> bool:
        """Tell whether somebody may be guessing."""
        return self.failed >= LEAST and self.failed >= SHARE * self.made


def recent_tries(rows: Rows, now: datetime) -> Tries:
    """Return the tries of the last five minutes, of all callers."""
    given = {"all": _all(rows), "since": now - WINDOW, "until": now}
    return Tries(*connection_of(rows).execute(_TRIES, given).one())


def note_try(rows: Rows, at: datetime, *, failed: bool) -> None:
    """Note that there was a try, and log an error when it is the one from which there is an alarm."""
    before = recent_tries(rows, at)
    connection_of(rows).execute(insert(AttemptRow).values(record=_all(rows), at=at, failed=failed))
    now = Tries(before.made + 1, before.failed + failed)
    if now.alarming and not before.alarming:
        log.error("somebody may be guessing numbers of repairs", failed=now.failed, tries=now.made)


def _all(rows: Rows) -> bytes:
    return keyring_of(connection_of(rows).dialect).blind_index("tries in all")
