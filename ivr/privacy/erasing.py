"""Erase all that belongs to a person, with a receipt that tells nothing of them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text

from ivr.calls.copies import want_copies_forgotten
from ivr.calls.tables import CallRow
from ivr.messaging.tables import TextMessageRow
from ivr.privacy.erased_list import ErasedList
from ivr.privacy.people import Person, person_of, rows_of
from ivr.privacy.tables import ErasureRow, LegalHoldRow
from ivr.storage import Database, Rows, connection_of

LONGEST_CALL = timedelta(hours=4)


class Held(Exception):
    """The person's data must be kept until a day."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"held until {until:%Y-%m-%d}: see `python -m ivr.privacy holds`")
        self.until = until


class OnThePhone(Exception):
    """The person is in a call; ask again when it is over."""


@dataclass(frozen=True)
class Receipt:
    """What was erased: how many rows of which tables."""

    number: str
    at: datetime
    rows: Mapping[str, int]


def erase(database: Database, erased: ErasedList, subject: bytes, now: datetime, number: str = "") -> Receipt:
    """Erase what belongs to a person; what was erased under this number before is not counted again.

    Raises:
        Held: a legal hold stands.
        OnThePhone: one of the calls is going on.
    """
    number = number or secrets.token_hex(4).upper()
    with database.writing() as session:
        if (hold := hold_on(session, subject, now)) is not None:
            raise Held(hold)
        person = person_of(session, subject)
        if _is_live(session, person, now):
            raise OnThePhone("the person is in a call: try again when it is over")
        known = session.get(ErasureRow, number)
        counts = delete_person(session, person, now)
        if known is None:
            session.add(ErasureRow(number=number, subject=subject, at=now, rows=counts))
        erased.add(subject, now)  # where that fails nothing is erased: a back-up would bring it back
    forget_pages(database)
    return Receipt(number, now, counts if known is None else known.rows)


def count_person(rows: Rows, person: Person) -> dict[str, int]:
    """Return how many rows of which tables belong to a person."""
    connection = connection_of(rows)
    found = rows_of(person)
    counts = {
        table.name: connection.scalar(select(func.count()).select_from(table).where(which)) or 0
        for table, which in found.items()
    }
    return {name: count for name, count in counts.items() if count}


def delete_person(rows: Rows, person: Person, now: datetime) -> dict[str, int]:
    """Delete a person's rows, those first that hang on others, and have Twilio's copies deleted.

    Returns how many rows of which tables there were.
    """
    counts, texts = count_person(rows, person), texts_to(rows, person)
    for table, which in reversed([*rows_of(person).items()]):
        if table.name in counts:
            connection_of(rows).execute(delete(table).where(which))
    want_copies_forgotten(rows, person.calls, texts, now)
    return counts


def texts_to(rows: Rows, person: Person) -> list[str]:
    """Return Twilio's SIDs of the texts that were sent to a person."""
    theirs = rows_of(person).get(TextMessageRow.__table__)  # type: ignore[call-overload]
    if theirs is None:
        return []
    return list(connection_of(rows).scalars(select(TextMessageRow.sid).where(theirs, TextMessageRow.sid != "")))


def hold_on(rows: Rows, subject: bytes, now: datetime) -> datetime | None:
    """Return until when a person's data must be kept, or None."""
    until = select(LegalHoldRow.until).where(LegalHoldRow.subject == subject, LegalHoldRow.until > now)
    return connection_of(rows).scalar(until)


def forget_pages(database: Database) -> None:
    """Let SQLite empty its write-ahead log, where deleted pages stay until they are written over."""
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _is_live(rows: Rows, person: Person, now: datetime) -> bool:
    begun = (CallRow.ended_at.is_(None), CallRow.started_at > now - LONGEST_CALL)
    live = select(CallRow.sid).where(*begun, rows_of(person)[CallRow.__table__])  # type: ignore[index]
    return connection_of(rows).execute(live.limit(1)).first() is not None
