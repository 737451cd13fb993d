"""Erase again who was erased, after a back-up of before was brought back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from ivr.privacy.erased_list import ErasedList
from ivr.privacy.erasing import erase
from ivr.privacy.tables import ErasureRow
from ivr.storage import Database


def erased_until_now(database: Database, erased: ErasedList) -> Mapping[bytes, datetime]:
    """Return who was erased and when, by the database that is about to be replaced and by the list beside it."""
    with database.reading() as session:
        known = [(subject, at) for subject, at in session.execute(select(ErasureRow.subject, ErasureRow.at))]
    newest: dict[bytes, datetime] = {}
    for subject, at in (*known, *erased):
        newest[subject] = max(at, newest.get(subject, at))
    return newest


def erase_again(database: Database, erased: ErasedList, who: Mapping[bytes, datetime], now: datetime) -> int:
    """Erase those whose erasure the database does not know of; return how many."""
    with database.reading() as session:
        known = {(subject, at) for subject, at in session.execute(select(ErasureRow.subject, ErasureRow.at))}
    again = [subject for subject, at in who.items() if (subject, at) not in known]
    for subject in again:
        erase(database, erased, subject, now)
    return len(again)
