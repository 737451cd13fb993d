"""Find repairs in our own tables."""

import hmac
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.lookup.attempts import clear, count_attempt
from ivr.lookup.identifiers import last_four, normal
from ivr.lookup.repairs import IdentifierKind, LookupFailed, Repair, Stage
from ivr.lookup.tables import RepairRow
from ivr.storage import Database, DatabaseBusy

ANSWER_AFTER = 0.05
MOST = 10
COLUMNS = {"order": RepairRow.order_index, "phone": RepairRow.phone_index, "imei": RepairRow.imei_index}


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

    def find(self, identifier: str, kind: IdentifierKind, factor: str, call_sid: str) -> tuple[Repair, ...]:
        """Return the repairs, newest first; see ivr.lookup.repairs.Repairs."""
        sought = normal(identifier, kind, self._region) or ""
        with _even_time(self._answer_after):
            try:
                with self._database.writing() as session:
                    return self._find(session, sought, kind, factor)
            except DatabaseBusy:
                raise LookupFailed("the database is busy", permanent=False) from None

    def _find(self, session: Session, sought: str, kind: IdentifierKind, factor: str) -> tuple[Repair, ...]:
        index = self._database.keyring.blind_index(sought)
        newest = select(RepairRow).where(COLUMNS[kind] == index).order_by(RepairRow.since.desc()).limit(MOST)
        rows = session.scalars(newest).all()
        attempt = count_attempt(session, [row.order_index for row in rows] or [index], self._now())
        mine = _verified(rows, kind, factor)
        if attempt.locked or not mine:
            return ()
        clear(session, attempt)
        return tuple(_repair(row) for row in mine)


def _verified(rows: Sequence[RepairRow], kind: IdentifierKind, factor: str) -> list[RepairRow]:
    """Return the rows that the factor opens: of a phone number all or none, for they are one customer's."""
    opened = [row for row in rows if _matches(row, kind, factor)]
    return list(rows) if kind == "phone" and opened else opened


def _matches(row: RepairRow, kind: IdentifierKind, factor: str) -> bool:
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


def _repair(row: RepairRow) -> Repair:
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
    )
