"""Count failed tries on a record, and lock it after five a day.

A try counts as failed from the moment it is made, and is cleared when it succeeds, so that many calls at once don't
get more guesses than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from ivr.identity.tables import AttemptRow
from ivr.storage import Rows, connection_of

FAILURES = 5
WINDOW = timedelta(days=1)
_FAILURES = (
    select(func.count())
    .where(
        AttemptRow.record.in_(bindparam("records", expanding=True)),
        AttemptRow.at > bindparam("since"),
        AttemptRow.failed,
    )
    .group_by(AttemptRow.record)
    .order_by(func.count().desc())
    .limit(1)
)
_COUNT = insert(AttemptRow).returning(AttemptRow.id)
_CLEAR = update(AttemptRow).where(AttemptRow.id.in_(bindparam("ids", expanding=True))).values(failed=False)


@dataclass(frozen=True)
class Attempt:
    """A try that has been counted."""

    ids: tuple[int, ...]
    locked: bool


def count_attempt(rows: Rows, records: Sequence[bytes], at: datetime) -> Attempt:
    """Count a try on these records; it is locked when one of them had five failures in the last day."""
    connection = connection_of(rows)
    _one_at_a_time(connection, records)
    failures = connection.scalar(_FAILURES, {"records": list(records), "since": at - WINDOW})
    locked = (failures or 0) >= FAILURES
    tries = [{"record": record, "at": at, "failed": not locked} for record in records]
    return Attempt(tuple(connection.scalars(_COUNT, tries)), locked)


def clear(rows: Rows, attempt: Attempt) -> None:
    """Note that a try succeeded."""
    connection_of(rows).execute(_CLEAR, {"ids": list(attempt.ids)})


def _one_at_a_time(connection: Connection, records: Sequence[bytes]) -> None:
    """Keep other transactions from counting the same record; SQLite's writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        for record in sorted(records):
            key = int.from_bytes(record[:8], signed=True)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
