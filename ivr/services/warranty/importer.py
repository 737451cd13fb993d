"""Put a warranty into our tables: a new one in, a known one up to date, its benefits as the file has them."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ivr.services.warranty.serials import as_keys
from ivr.services.warranty.tables import BenefitRow, WarrantyRow
from ivr.storage import Keyring


def store_warranty(session: Session, keyring: Keyring, values: dict[str, Any]) -> bool:
    """Store one warranty with its benefits; tell whether it is new."""
    columns = {name: value for name, value in values.items() if name != "benefits"} | {
        "imei_index": keyring.blind_index(values["imei"]),
        "serial_index": keyring.blind_index(as_keys(values["serial"])),
    }
    row = session.scalar(select(WarrantyRow).where(WarrantyRow.imei_index == columns["imei_index"]))
    is_new = row is None
    if row is None:
        row = WarrantyRow(**columns)
        session.add(row)
    else:
        for name, value in columns.items():
            setattr(row, name, value)
    session.flush()
    session.execute(delete(BenefitRow).where(BenefitRow.warranty_id == row.id))
    session.add_all(BenefitRow(warranty_id=row.id, **benefit) for benefit in values["benefits"])
    return is_new
