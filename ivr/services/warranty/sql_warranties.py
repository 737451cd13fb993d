"""Find warranties in our own tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from ivr.identity.identifiers import normal
from ivr.services.warranty.serials import as_keys, normal_serial
from ivr.services.warranty.tables import BenefitRow, WarrantyRow
from ivr.services.warranty.warranties import Benefit, BenefitKind, BenefitStatus, Warranty
from ivr.storage import Database


class SqlWarranties:
    """Look warranties up in the hotline's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, device: str, call_sid: str) -> Warranty | None:
        """Return the warranty of a device; see ivr.services.warranty.warranties.Warranties."""
        imei, serial, blind = normal(device, "imei", ""), normal_serial(device), self._database.keyring.blind_index
        if imei:
            wanted = WarrantyRow.imei_index == blind(imei)
        elif serial:
            wanted = WarrantyRow.serial_index == blind(as_keys(serial))
        else:
            return None
        with self._database.reading_rows() as rows:
            found = _only(rows.execute(select(WarrantyRow).where(wanted)).all(), serial)
            return _warranty(rows, found) if found else None


def _only(found: Sequence[Row[Any]], serial: str | None) -> Row[Any] | None:
    """Return the device that is meant: two whose serial numbers are typed alike must be told apart by letters."""
    exact = [row for row in found if row.serial == serial]
    meant = exact if serial and not serial.isdecimal() else found
    return meant[0] if len(meant) == 1 else None


def _warranty(rows: Connection, row: Row[Any]) -> Warranty:
    benefits = select(BenefitRow).where(BenefitRow.warranty_id == row.id).order_by(BenefitRow.starts, BenefitRow.kind)
    return Warranty(
        row.model, row.starts, row.ends, tuple(row.countries.split()), tuple(map(_benefit, rows.execute(benefits)))
    )


def _benefit(row: Row[Any]) -> Benefit:
    return Benefit(BenefitKind(row.kind), BenefitStatus(row.status), row.starts, row.ends)
