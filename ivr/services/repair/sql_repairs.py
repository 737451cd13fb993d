"""Find repairs in our own tables."""

import hmac
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select

from ivr.identity.identifiers import IdentifierKind, ending, factor_of, readings
from ivr.services.repair.guard import Guard
from ivr.services.repair.repairs import Question, Repair, SearchResult, Stage
from ivr.services.repair.tables import RepairRow
from ivr.storage import Database

ANSWER_AFTER = 0.05
MOST = 10
MOST_IMEIS = 2
"""How many IMEIs one guess may hit: those of the phone that was handed in last, or the last two phones."""

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
        self._guard = Guard(database, region, now)
        self._answer_after = answer_after

    def asks_more(self, question: Question) -> bool:
        """Tell whether a further number is needed; see ivr.services.repair.repairs.Repairs."""
        return self._guard.asks_more(question)

    def find(self, question: Question) -> SearchResult:
        """Return the repairs and the try to be counted; see ivr.services.repair.repairs.Repairs."""
        with _even_time(self._answer_after):
            with self._database.reading_rows() as rows:
                mine = self._read(rows, question)
            return self._guard.told(question, tuple(map(_repair, mine)), tuple(_imeis(mine)))

    def find_own(self, question: Question) -> tuple[Repair, ...]:
        """Return the customer's repairs, newest first; see ivr.services.repair.repairs.Repairs."""
        with self._database.reading_rows() as rows:
            phones = {row.phone_index for row in self._read(rows, question)}
            own = [row for phone in phones for row in rows.execute(_NEWEST["phone"], {"wanted": phone})]
        return tuple(_repair(row) for row in own)

    def _read(self, rows: Connection, question: Question) -> list[Row[Any]]:
        """Return the repairs of a number, whatever it may be, that the factor opens."""
        factor = factor_of(question.factor, self._region)
        for each, index in self._indexes(question.identifier, question.kind):
            named = _named(rows.execute(_NEWEST[each], {"wanted": index}).all(), each, index)
            if mine := _verified(named, each, factor):
                return mine
        return []

    def _indexes(self, identifier: str, kind: IdentifierKind) -> list[tuple[IdentifierKind, bytes]]:
        index = self._database.keyring.blind_index
        return [(each, index(value)) for each, value in readings(identifier, kind, self._region)]


def _named(rows: Sequence[Row[Any]], kind: IdentifierKind, index: bytes) -> Sequence[Row[Any]]:
    """Return the repairs that a number names: of order numbers with the same digits only the one without letters."""
    if kind != "order" or len(rows) < 2:
        return rows
    return [row for row in rows if row.order_index == index]


def _verified(rows: Sequence[Row[Any]], kind: IdentifierKind, factor: str) -> list[Row[Any]]:
    """Return the rows that the factor opens: of a phone number all or none, for they are one customer's."""
    if kind == "phone":
        newest = list(_imeis(rows))[:MOST_IMEIS]
        return list(rows) if any([_same(ending(imei), factor) for imei in newest]) else []
    return [row for row in rows if _matches(row, kind, factor)]


def _matches(row: Row[Any], kind: IdentifierKind, factor: str) -> bool:
    endings = [ending(imei) for imei in _imeis([row])] if kind != "imei" else []
    return any([_same(number, factor) for number in (row.phone, *endings)])


def _imeis(rows: Sequence[Row[Any]]) -> Iterator[str]:
    """Yield the IMEIs of these repairs' phones, each once."""
    yield from dict.fromkeys(imei for row in rows for imei in (row.imei, row.imei_2) if imei)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


@contextmanager
def _even_time(seconds: float) -> Iterator[None]:
    started = time.monotonic()
    try:
        yield
    finally:
        if (left := started + seconds - time.monotonic()) > 0:  # no sleep of zero: it gives the core away
            time.sleep(left)


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
