"""Invent warranties for the devices of the demo."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from ivr.services.warranty.importer import store_warranty
from ivr.services.warranty.tables import WarrantyRow
from ivr.sources import Row, import_rows
from ivr.storage import Database

IMEI, SERIAL = "490154203237518", "R5CT40WK2X"
FIRST_STEPS = f'  warranty:         say "is my phone under warranty", then IMEI {IMEI}; any country'
BY_KEYS = f"  warranty:         press 2 instead, then IMEI {IMEI} and pound; then a country by its calling code"


def add_demo_warranties(database: Database, now: datetime) -> None:
    """Fill an empty table of warranties; leave one that has any alone."""
    with database.reading() as session:
        is_empty = session.scalar(select(WarrantyRow.id).limit(1)) is None
    if is_empty:
        import_rows(database, store_warranty, map(Row, demo_rows(now.date())))


def demo_rows(today: date) -> Iterator[dict[str, Any]]:
    """Yield the invented warranties; the same ones for the same day."""
    year = timedelta(days=365)
    screen = {"kind": "screen", "status": "active", "starts": today - year / 2, "ends": today + year / 2}
    battery = {"kind": "battery", "status": "used", "starts": today - year, "ends": today + year}
    yield _row(IMEI, SERIAL, "Aurora 5", today - year / 2, today + year * 1.5, "US CA MX", [screen, battery])
    yield _row("490154203237526", "T12P77QJ04", "Tern 12", today - year * 3, today - year, "*", [])


def _row(
    imei: str, serial: str, model: str, starts: date, ends: date, countries: str, benefits: list[dict[str, Any]]
) -> dict[str, Any]:
    known = {"imei": (imei,), "serial": serial, "model": model, "starts": starts, "ends": ends}
    return known | {"countries": countries, "benefits": benefits}
