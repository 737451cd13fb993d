"""Invent warranties for the devices of the demo."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from ivr.services.warranty.importer import store_extension, store_warranty
from ivr.services.warranty.tables import ExtensionRow, WarrantyRow
from ivr.sources import Row, import_rows
from ivr.storage import Database

IMEI, SERIAL = "490154203237518", "R5CT40WK2X"
FIRST_STEPS = f'  warranty:         say "is my phone under warranty", then IMEI {IMEI}; any country'
BY_KEYS = f"  warranty:         press 2 instead, then IMEI {IMEI} and pound; then a country by its calling code"


def add_demo_warranties(database: Database, now: datetime) -> None:
    """Fill empty tables of warranties and extensions; leave those that have any alone."""
    with database.reading() as session:
        has_warranties = session.scalar(select(WarrantyRow.id).limit(1)) is not None
        has_extensions = session.scalar(select(ExtensionRow.model).limit(1)) is not None
    if not has_warranties:
        import_rows(database, store_warranty, map(Row, demo_rows(now.date())))
    if not has_extensions:
        import_rows(database, store_extension, map(Row, demo_extensions()))


def demo_extensions() -> Iterator[dict[str, Any]]:
    """Yield invented terms, in three countries."""
    for country, price, currency in (("US", "49.00", "USD"), ("FR", "45.00", "EUR"), ("CN", "299.00", "CNY")):
        terms = {"months": 12, "days": 365, "place": "both"}
        yield {"model": "Aurora 5", "country": country, "price": price, "currency": currency} | terms


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
