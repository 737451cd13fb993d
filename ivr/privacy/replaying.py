"""Erase again who was erased, after a back-up of before was brought back."""

from collections.abc import Mapping
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from ivr.privacy.erased_list import ErasedList
from ivr.privacy.erasing import erase
from ivr.privacy.tables import ErasureRow
from ivr.storage import Database, DatabaseUnavailable
from ivr.storage.causes import cause_of

log = structlog.get_logger(__name__)


def erased_until_now(database: Database, erased: ErasedList) -> Mapping[bytes, datetime]:
    """Return who was erased and when, by the database that is about to be replaced and by the list beside it.

    A database that is empty or damaged, for which one brings a back-up back, knows of nobody: the list does.
    """
    newest: dict[bytes, datetime] = {}
    for subject, at in (*_known(database), *erased):
        newest[subject] = max(at, newest.get(subject, at))
    return newest


def _known(database: Database) -> list[tuple[bytes, datetime]]:
    try:
        with database.reading() as session:
            return _rows(session)
    except (DatabaseError, DatabaseUnavailable) as error:
        log.warning("the database that is replaced could not be read", cause=cause_of(error))
        return []


def _rows(session: Session) -> list[tuple[bytes, datetime]]:
    return [(subject, at) for subject, at in session.execute(select(ErasureRow.subject, ErasureRow.at))]


def erase_again(database: Database, erased: ErasedList, who: Mapping[bytes, datetime], now: datetime) -> int:
    """Erase those whose erasure the database does not know of; return how many."""
    with database.reading() as session:
        known = set(_rows(session))
    again = [subject for subject, at in who.items() if (subject, at) not in known]
    for subject in again:
        erase(database, erased, subject, now)
    return len(again)
