"""Put warranties with their benefits, and the terms of extensions, into our tables: new in, known up to date."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from ivr.services.warranty.extensions import model_key
from ivr.services.warranty.serials import as_keys
from ivr.services.warranty.tables import BenefitRow, ExtensionRow, WarrantyRow
from ivr.sources import Stored
from ivr.storage import Keyring, connection_of
from ivr.storage.conflict import insert_or_update

_EXTENSION = select(ExtensionRow.model).where(
    ExtensionRow.model == bindparam("of_model"), ExtensionRow.country == bindparam("in_country")
)


def store_warranty(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store one warranty with its benefits; tell whether it is new."""
    columns = _columns(values, keyring.blind_index)
    row = _known(session, columns)
    is_new = row is None
    if row is None:
        row = WarrantyRow(**columns)
        session.add(row)
        session.flush()
    else:
        known = {name: value for name, value in columns.items() if value is not None}  # what a file lacks stays
        session.execute(update(WarrantyRow).where(WarrantyRow.row_key == row.row_key).values(known))
    session.execute(delete(BenefitRow).where(BenefitRow.warranty_id == row.id))
    session.add_all(BenefitRow(warranty_id=row.id, **benefit) for benefit in values["benefits"])
    return Stored(is_new)


def store_extension(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store the terms on which a model's warranty may be extended in a country; tell whether they are new."""
    rows, columns = connection_of(session), values | {"model": model_key(values["model"])}
    wanted = {"of_model": columns["model"], "in_country": columns["country"]}
    is_new = rows.execute(_EXTENSION, wanted).first() is None
    insert_or_update(rows, ExtensionRow, ("model", "country"), columns)
    return Stored(is_new)


def _columns(values: Mapping[str, Any], index: Any) -> dict[str, Any]:
    first, second = [*values["imei"], None, None][:2]
    serial = values["serial"] or None
    return {name: value for name, value in values.items() if name != "benefits"} | {
        "imei": first,
        "imei_index": first and index(first),
        "imei_2": second,
        "imei_2_index": second and index(second),
        "serial": serial,
        "serial_index": serial and index(as_keys(serial)),
    }


def _known(session: Session, columns: Mapping[str, Any]) -> WarrantyRow | None:
    """Return the device that has one of these IMEIs, or this serial number where one side has no IMEI."""
    imeis = [index for index in (columns["imei_index"], columns["imei_2_index"]) if index]
    same = or_(WarrantyRow.imei_index.in_(imeis), WarrantyRow.imei_2_index.in_(imeis))
    if imeis and (row := session.scalar(select(WarrantyRow).where(same).limit(1))):
        return row
    alike = session.scalars(select(WarrantyRow).where(WarrantyRow.serial_index == columns["serial_index"]))
    found = (row for row in alike if row.serial == columns["serial"] and not (imeis and row.imei))
    return next(found, None)
