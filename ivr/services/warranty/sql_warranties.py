"""Find warranties in our own tables."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select, union

from ivr.identity.identifiers import normal
from ivr.services.warranty.extensions import Extension, Terms, Where, extension_of, model_key
from ivr.services.warranty.serials import as_keys, normal_serial
from ivr.services.warranty.tables import BenefitRow, ExtensionRow, WarrantyRow
from ivr.services.warranty.warranties import Benefit, BenefitKind, BenefitStatus, Warranty
from ivr.storage import Database

_WANTED: BindParameter[bytes] = bindparam("wanted")
_IMEIS = (WarrantyRow.imei_index, WarrantyRow.imei_2_index)
WITH_IMEI = union(*(select(WarrantyRow.id).where(column == _WANTED) for column in _IMEIS))
"""Two queries, so that each goes by its own index, however few devices have a number of that kind."""
_BY_IMEI = select(WarrantyRow).where(WarrantyRow.id.in_(WITH_IMEI))
_TERMS = select(ExtensionRow).where(
    ExtensionRow.model == bindparam("of_model"), ExtensionRow.country == bindparam("in_country")
)
_BY_SERIAL = select(WarrantyRow).where(WarrantyRow.serial_index == _WANTED)


class SqlWarranties:
    """Look warranties up in the hotline's database."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def find(self, device: str, call_sid: str) -> Warranty | None:
        """Return the warranty of a device; see ivr.services.warranty.warranties.Warranties."""
        imei, serial, blind = normal(device, "imei", ""), normal_serial(device), self._database.keyring.blind_index
        with self._database.reading_rows() as rows:
            found = _only(rows.execute(_BY_IMEI, {"wanted": blind(imei)}).all()) if imei else None
            if found is None and serial:
                alike = rows.execute(_BY_SERIAL, {"wanted": blind(as_keys(serial))}).all()
                exact = [row for row in alike if row.serial == serial]
                found = _only(alike if serial.isdecimal() else exact)
            return _warranty(rows, found) if found else None

    def extension(self, device: str, country: str, call_sid: str) -> Extension:
        """Return whether a warranty can be extended; see ivr.services.warranty.extensions.Extensions."""
        warranty = self.find(device, call_sid)
        if warranty is None:
            return Extension("no")
        wanted = {"of_model": model_key(warranty.model), "in_country": country}
        with self._database.reading_rows() as rows:
            row = rows.execute(_TERMS, wanted).first()
        terms = row and Terms(Decimal(row.price), row.currency, row.months, row.days, Where(row.place))
        return extension_of(warranty, terms, self._now().date())


def _only(meant: Sequence[Row[Any]]) -> Row[Any] | None:
    """Return the device that is meant: two whose serial numbers are typed alike must be told apart by letters."""
    return meant[0] if len(meant) == 1 else None


def _warranty(rows: Connection, row: Row[Any]) -> Warranty:
    benefits = select(BenefitRow).where(BenefitRow.warranty_id == row.id).order_by(BenefitRow.starts, BenefitRow.kind)
    return Warranty(
        row.model, row.starts, row.ends, tuple(row.countries.split()), tuple(map(_benefit, rows.execute(benefits)))
    )


def _benefit(row: Row[Any]) -> Benefit:
    return Benefit(BenefitKind(row.kind), BenefitStatus(row.status), row.starts, row.ends)
