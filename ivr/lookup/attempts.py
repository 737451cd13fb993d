"""Count failed tries on a record, and lock it after five a day.

A try counts as failed from the moment it is made, and is cleared when it succeeds, so that many calls at once don't
get more guesses than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from ivr.lookup.tables import AttemptRow

FAILURES = 5
WINDOW = timedelta(days=1)


@dataclass(frozen=True)
class Attempt:
    """A try that has been counted."""

    ids: tuple[int, ...]
    locked: bool


def count_attempt(session: Session, records: Sequence[bytes], at: datetime) -> Attempt:
    """Count a try on these records; it is locked when one of them had five failures in the last day."""
    _one_at_a_time(session, records)
    recent = (AttemptRow.record.in_(records), AttemptRow.at > at - WINDOW, AttemptRow.failed)
    failures = select(func.count()).where(*recent).group_by(AttemptRow.record).order_by(func.count().desc()).limit(1)
    locked = (session.scalar(failures) or 0) >= FAILURES
    rows = [{"record": record, "at": at, "failed": not locked} for record in records]
    ids = session.scalars(insert(AttemptRow).returning(AttemptRow.id), rows)
    return Attempt(tuple(ids), locked)


def clear(session: Session, attempt: Attempt) -> None:
    """Note that a try succeeded."""
    session.execute(update(AttemptRow).where(AttemptRow.id.in_(attempt.ids)).values(failed=False))


def _one_at_a_time(session: Session, records: Sequence[bytes]) -> None:
    """Keep other transactions from counting the same record; SQLite's writers are alone anyway."""
    if session.get_bind().dialect.name == "postgresql":
        for record in sorted(records):
            key = int.from_bytes(record[:8], signed=True)
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
