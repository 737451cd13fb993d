"""Keep who changed what, in a list that is only added to: each entry's hash is over the one before it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ivr.review.tables import AuditRow
from ivr.storage.locks import one_at_a_time

AGAIN = timedelta(minutes=10)
LIST = hashlib.sha256(b"audit").digest()


@dataclass(frozen=True)
class Entry:
    """A change, and who made it."""

    number: int
    at: datetime
    who: str
    what: str
    about: str


def note(session: Session, who: str, what: str, about: str, at: datetime) -> None:
    """Add an entry, in the transaction of the change itself."""
    one_at_a_time(session.connection(), [LIST])
    last = session.execute(select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)).first()
    entry = Entry(last.number + 1 if last else 1, at, who, what, about)
    session.execute(insert(AuditRow).values(**vars(entry), hash=_hash(last.hash if last else "", entry)))


def note_once(session: Session, who: str, what: str, about: str, at: datetime) -> None:
    """Add an entry, unless the same person has done the same within AGAIN: a player asks for a sound in pieces."""
    same = (AuditRow.about == about, AuditRow.at > at - AGAIN, AuditRow.who == who, AuditRow.what == what)
    if session.scalar(select(AuditRow.number).where(*same).limit(1)) is None:
        note(session, who, what, about, at)


def entries(session: Session, most: int = 100) -> Sequence[Entry]:
    """Return the newest entries, newest first."""
    found = session.scalars(select(AuditRow).order_by(AuditRow.number.desc()).limit(most))
    return [_entry(row) for row in found]


def first_broken(session: Session) -> int | None:
    """Return the number of the first entry that was changed, or before which one is missing; None where all stand."""
    before = ""
    for number, row in enumerate(session.scalars(select(AuditRow).order_by(AuditRow.number)), start=1):
        if row.number != number or row.hash != _hash(before, _entry(row)):
            return number
        before = row.hash
    return None


def _entry(row: AuditRow) -> Entry:
    return Entry(row.number, row.at, row.who, row.what, row.about)


def _hash(before: str, entry: Entry) -> str:
    parts = (before, str(entry.number), entry.at.isoformat(), entry.who, entry.what, entry.about)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
