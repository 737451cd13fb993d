"""Find repairs in our own tables."""

import hmac
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select

from ivr.identity.attempts import Attempt, is_locked
from ivr.identity.identifiers import IdentifierKind, last_four, readings
from ivr.services.repair.repairs import Repair, SearchResult, Stage
from ivr.services.repair.tables import RepairRow
from ivr.storage import Database

ANSWER_AFTER = 0.05
MOST = 10
COLUMNS = {
    "order": (RepairRow.order_index, RepairRow.order_digits_index),
    "phone": (RepairRow.phone_index,),
    "imei": (RepairRow.imei_index, RepairRow.imei_2_index),
}
_NEWEST = {
    kind: select(RepairRow)
    .where(or_(*(column == bindparam("wanted") for column in columns)))
    .order_by(RepairRow.since.desc())
    .limit(MOST)
    for kind, columns in COLUMNS.items()
}


class SqlRepairs:
    """Look repairs up in the hotline's database.

    Every answer takes `answer_after` seconds, so that its time doesn't tell whether a number exists.
    """

    def __init__(
        self,
        database: Database,
        *,
        region: str = "US",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        answer_after: float = ANSWER_AFTER,
    ) -> None:
        self._database = database
        self._region = region
        self._now = now
        self._answer_after = answer_after

    def find(self, identifier: str, kind: IdentifierKind, factor: str, call_sid: str) -> SearchResult:
        """Return the repairs and the try to be counted; see ivr.services.repair.repairs.Repairs."""
        with _even_time(self._answer_after), self._database.reading_rows() as rows:
            found, mine = self._read(rows, identifier, kind, factor)
            records = tuple({row.order_index for row in found}) or self._sought(identifier, kind)
            mine = [] if is_locked(rows, records, self._now()) else mine
        return SearchResult(tuple(_repair(row) for row in mine), Attempt(records, bool(mine)))

    def find_own(self, identifier: str, kind: IdentifierKind, factor: str, call_sid: str) -> tuple[Repair, ...]:
        """Return the customer's repairs, newest first; see ivr.services.repair.repairs.Repairs."""
        with self._database.reading_rows() as rows:
            _, mine = self._read(rows, identifier, kind, factor)
            phones = {row.phone_index for row in mine}
            own = [row for phone in phones for row in rows.execute(_NEWEST["phone"], {"wanted": phone})]
        return tuple(_repair(row) for row in own)

    def _read(
        self, rows: Connection, identifier: str, kind: IdentifierKind, factor: str
    ) -> tuple[list[Row[Any]], list[Row[Any]]]:
        """Return the repairs of a number, whatever it may be, and those of them that the factor opens."""
        found: list[Row[Any]] = []
        for each, index in self._indexes(identifier, kind):
            named = _named(rows.execute(_NEWEST[each], {"wanted": index}).all(), each, index)
            found += named
            if mine := _verified(named, each, factor):
                return found, mine
        return found, []

    def _indexes(self, identifier: str, kind: IdentifierKind) -> list[tuple[IdentifierKind, bytes]]:
        index = self._database.keyring.blind_index
        return [(each, index(value)) for each, value in readings(identifier, kind, self._region)]

    def _sought(self, identifier: str, kind: IdentifierKind) -> tuple[bytes, ...]:
        """Return what a try is counted on when there is no such repair."""
        return tuple(index for _, index in self._indexes(identifier, kind)[:1])


def _named(rows: Sequence[Row[Any]], kind: IdentifierKind, index: bytes) -> Sequence[Row[Any]]:
    """Return the repairs that a number names: of order numbers with the same digits only the one without letters."""
    if kind != "order" or len(rows) < 2:
        return rows
    return [row for row in rows if row.order_index == index]


def _verified(rows: Sequence[Row[Any]], kind: IdentifierKind, factor: str) -> list[Row[Any]]:
    """Return the rows that the factor opens: of a phone number all or none, for they are one customer's."""
    opened = [row for row in rows if _matches(row, kind, factor)]
    return list(rows) if kind == "phone" and opened else opened


def _matches(row: Row[Any], kind: IdentifierKind, factor: str) -> bool:
    phones, imeis = [row.phone] * (kind != "phone"), [row.imei, row.imei_2] * (kind != "imei")
    return any([_same(last_four(number), factor) for number in (*phones, *imeis) if number])


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


@contextmanager
def _even_time(seconds: float) -> Iterator[None]:
    started = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, started + seconds - time.monotonic()))


def _repair(row: Row[Any]) -> Repair:
    return Repair(
        order=row.order,
        model=row.model,
        stage=Stage(row.stage),
        since=row.since,
        doing=row.doing,
        promised=row.promised,
        centre=row.centre,
        cost=None if row.cost is None else Decimal(row.cost),
        currency=row.currency,
        imei=row.imei or "",
        quote_deadline=row.quote_deadline,
        decline_cost=None if row.decline_cost is None else Decimal(row.decline_cost),
    )
