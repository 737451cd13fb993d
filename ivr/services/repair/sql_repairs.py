"""Find repairs in our own tables."""

import hmac
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from ivr.identity.attempts import Attempt, is_locked
from ivr.identity.identifiers import IdentifierKind, last_four, normal
from ivr.services.repair.repairs import Repair, SearchResult, Stage
from ivr.services.repair.tables import RepairRow
from ivr.storage import Database

ANSWER_AFTER = 0.05
MOST = 10
COLUMNS = {"order": RepairRow.order_index, "phone": RepairRow.phone_index, "imei": RepairRow.imei_index}
_NEWEST = {
    kind: select(RepairRow).where(column == bindparam("wanted")).order_by(RepairRow.since.desc()).limit(MOST)
    for kind, column in COLUMNS.items()
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
        sought = normal(identifier, kind, self._region) or ""
        with _even_time(self._answer_after), self._database.reading_rows() as rows:
            return self._find(rows, sought, kind, factor)

    def find_own(self, identifier: str, kind: IdentifierKind, factor: str, call_sid: str) -> tuple[Repair, ...]:
        """Return the customer's repairs, newest first; see ivr.services.repair.repairs.Repairs."""
        index = self._database.keyring.blind_index(normal(identifier, kind, self._region) or "")
        with self._database.reading_rows() as rows:
            shown = _verified(rows.execute(_NEWEST[kind], {"wanted": index}).all(), kind, factor)
            phones = {row.phone_index for row in shown}
            own = [row for phone in phones for row in rows.execute(_NEWEST["phone"], {"wanted": phone})]
        return tuple(_repair(row) for row in own)

    def _find(self, rows: Connection, sought: str, kind: IdentifierKind, factor: str) -> SearchResult:
        index = self._database.keyring.blind_index(sought)
        repairs = rows.execute(_NEWEST[kind], {"wanted": index}).all()
        records = tuple(repair.order_index for repair in repairs) or (index,)
        locked = is_locked(rows, records, self._now())
        mine = [] if locked else _verified(repairs, kind, factor)
        return SearchResult(tuple(_repair(row) for row in mine), Attempt(records, bool(mine)))


def _verified(rows: Sequence[Row[Any]], kind: IdentifierKind, factor: str) -> list[Row[Any]]:
    """Return the rows that the factor opens: of a phone number all or none, for they are one customer's."""
    opened = [row for row in rows if _matches(row, kind, factor)]
    return list(rows) if kind == "phone" and opened else opened


def _matches(row: Row[Any], kind: IdentifierKind, factor: str) -> bool:
    by_phone = hmac.compare_digest(last_four(row.phone).encode(), factor.encode()) and kind != "phone"
    by_imei = hmac.compare_digest(last_four(row.imei).encode(), factor.encode()) and kind != "imei"
    return by_phone or by_imei


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
        imei=row.imei,
        quote_deadline=row.quote_deadline,
        decline_cost=None if row.decline_cost is None else Decimal(row.decline_cost),
    )
