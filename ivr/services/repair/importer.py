"""Put repairs into our tables: new ones in, known ones up to date, each new stage into its history."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.services.repair.csv_rows import BadRow
from ivr.services.repair.tables import RepairRow, RepairStageRow
from ivr.storage import Database, Keyring
from ivr.storage.conflict import insert_new

BATCH = 50


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    new: int
    known: int
    bad: tuple[BadRow, ...]


def import_repairs(
    database: Database, rows: Iterable[dict[str, Any] | BadRow], progress: Callable[[int], object] = lambda done: None
) -> Imported:
    """Store the good rows and return what became of all of them.

    Writes in small batches, so that callers' turns get in between; what was stored stays if a later row fails.
    """
    new = known = 0
    bad: list[BadRow] = []
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        good = [row for row in batch if not isinstance(row, BadRow)]
        bad += [row for row in batch if isinstance(row, BadRow)]
        with database.writing() as session:
            added = sum(_store(session, database.keyring, row) for row in good)
        new, known = new + added, known + len(good) - added
        progress(len(batch))
    return Imported(new, known, tuple(bad))


def _store(session: Session, keyring: Keyring, values: dict[str, Any]) -> bool:
    """Store one repair; tell whether it is new."""
    indexes = {f"{name}_index": keyring.blind_index(values[name]) for name in ("order", "phone", "imei")}
    row = session.scalar(select(RepairRow).where(RepairRow.order_index == indexes["order_index"]))
    is_new = row is None
    if row is None:
        row = RepairRow(**values, **indexes)
        session.add(row)
    else:
        for name, value in (values | indexes).items():
            setattr(row, name, value)
    session.flush()
    stage = {"repair_id": row.id, "since": row.since, "stage": row.stage, "centre": row.centre}
    insert_new(session, RepairStageRow, stage)
    return is_new
