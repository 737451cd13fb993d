"""Take requests for a copy of somebody's data, or to have them erased; say how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from ivr.outbox.numbers import number_of
from ivr.privacy.tables import DataRequestRow
from ivr.storage import Rows, connection_of
from ivr.storage.binding import keyring_of
from ivr.storage.conflict import insert_new

KINDS = ("copy", "erase")
PAGE = 20


@dataclass(frozen=True)
class Requests:
    """Some of the requests, and how many there are in all."""

    requests: Sequence[DataRequestRow]
    total: int


def take_request(rows: Rows, key: str, kind: str, phone: str, language: str, at: datetime) -> str:
    """Write a request down, once for each key; return its number of eight digits."""
    number = number_of(key)
    subject = keyring_of(connection_of(rows).dialect).blind_index(phone)
    row = {"number": number, "key": key, "kind": kind, "status": "waiting", "subject": subject, "phone": phone}
    insert_new(rows, DataRequestRow, row | {"language": language, "at": at, "done_at": None})
    return number


def find_request(rows: Rows, number: str) -> DataRequestRow | None:
    """Return a request by its number."""
    found = select(DataRequestRow.__table__).where(DataRequestRow.number == number)
    row = connection_of(rows).execute(found).mappings().one_or_none()
    return DataRequestRow(**row) if row else None


def close_request(rows: Rows, number: str, status: str, at: datetime) -> bool:
    """Note how a request ended, and forget the number in clear; return False for one that had ended before."""
    waiting = (DataRequestRow.number == number, DataRequestRow.status == "waiting")
    ended = {"status": status, "done_at": at, "phone": None}
    return connection_of(rows).execute(update(DataRequestRow).where(*waiting).values(ended)).rowcount == 1


def requests(rows: Rows, page: int = 0) -> Requests:
    """Return a page of the requests, the newest first, and how many there are in all."""
    table = DataRequestRow.__table__
    found = select(table).order_by(DataRequestRow.at.desc(), DataRequestRow.number).limit(PAGE).offset(page * PAGE)
    connection = connection_of(rows)
    total = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return Requests([DataRequestRow(**row) for row in connection.execute(found).mappings()], total)
