"""Put warranties with their benefits, and the terms of extensions, into our tables: new in, known up to date."""

from collections.abc import Mapping
from secrets import token_bytes
from typing import Any

from sqlalchemy import Connection, Row, Update, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from ivr.services.warranty.extensions import model_key
from ivr.services.warranty.serials import as_keys
from ivr.services.warranty.sql_warranties import WITH_IMEI
from ivr.services.warranty.tables import BenefitRow, ExtensionRow, WarrantyRow
from ivr.sources import Stored
from ivr.storage import Keyring, connection_of
from ivr.storage.conflict import insert_or_update

_WARRANTY = WarrantyRow.__table__
_BY_IMEI = select(_WARRANTY).where(WarrantyRow.id.in_(WITH_IMEI))
_BY_SERIAL = select(_WARRANTY).where(WarrantyRow.serial_index == bindparam("serial"))
_NEW = insert(WarrantyRow).returning(WarrantyRow.id)
_BENEFITS = select(BenefitRow.kind, BenefitRow.status, BenefitRow.starts, BenefitRow.ends).where(
    BenefitRow.warranty_id == bindparam("warranty")
)
_NEW_BENEFITS = insert(BenefitRow)
_FORGET_BENEFITS = delete(BenefitRow).where(BenefitRow.warranty_id == bindparam("warranty"))
_EXTENSION = select(ExtensionRow.model).where(
    ExtensionRow.model == bindparam("of_model"), ExtensionRow.country == bindparam("in_country")
)


def store_warranty(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store one warranty with its benefits; tell whether it is new. What a file lacks stays."""
    rows, columns = connection_of(session), _columns(values, keyring.blind_index)
    row = _known(rows, columns)
    if row is None:
        warranty = rows.execute(_NEW, columns | {"row_key": token_bytes(8)}).scalar_one()
    else:
        warranty = row.id
        known = {name: value for name, value in columns.items() if value is not None}
        if any(row._mapping[name] != value for name, value in known.items()):
            rows.execute(_update(row).values(known))
    _store_benefits(rows, warranty, values["benefits"], is_new=row is None)
    return Stored(row is None)


def _update(row: Row[Any]) -> Update:
    """Return an update that finds a warranty by its id and binds what it encrypts to its row."""
    return update(WarrantyRow).where(WarrantyRow.id == row.id, WarrantyRow.row_key == row.row_key)


def _store_benefits(rows: Connection, warranty: int, benefits: list[dict[str, Any]], *, is_new: bool) -> None:
    """Let a warranty have just these benefits."""
    if not is_new:
        known = [dict(each) for each in rows.execute(_BENEFITS, {"warranty": warranty}).mappings()]
        if sorted(known, key=_kind) == sorted(benefits, key=_kind):
            return
        rows.execute(_FORGET_BENEFITS, {"warranty": warranty})
    if benefits:
        rows.execute(_NEW_BENEFITS, [each | {"warranty_id": warranty} for each in benefits])


def _kind(benefit: Mapping[str, Any]) -> str:
    return str(benefit["kind"])


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


def _known(rows: Connection, columns: Mapping[str, Any]) -> Row[Any] | None:
    """Return the device that has one of these IMEIs, or this serial number where one side has no IMEI."""
    imeis = [index for index in (columns["imei_index"], columns["imei_2_index"]) if index]
    found = (rows.execute(_BY_IMEI, {"wanted": imei}).first() for imei in imeis)
    if row := next(filter(None, found), None):
        return row
    if columns["serial_index"] is None:
        return None
    alike = rows.execute(_BY_SERIAL, {"serial": columns["serial_index"]})
    return next((row for row in alike if row.serial == columns["serial"] and not (imeis and row.imei)), None)
