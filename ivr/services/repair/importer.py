"""Put a repair into our tables: a new one in, a known one up to date, each new stage into its history."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.services.repair.tables import RepairRow, RepairStageRow
from ivr.storage import Keyring
from ivr.storage.conflict import insert_new


def store_repair(session: Session, keyring: Keyring, values: dict[str, Any]) -> bool:
    """Store one repair, and its stage in the history; tell whether it is new."""
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
