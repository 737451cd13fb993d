"""Invent terms for the demo's models, couriers' times for two weeks, and a request whose parcel is on its way."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from ivr.services.send_in.importer import store_pick_up, store_shipment, store_terms
from ivr.services.send_in.tables import SendInRow, SendInTermsRow
from ivr.sources import Row, import_rows
from ivr.storage import Database, Keyring

IMEI, REQUEST, PHONE = "490154203237518", "30711946", "+12025550143"
FIRST_STEPS = (
    f'  send in a phone:  say "send in my phone", then IMEI {IMEI}, "courier"; or "my request",\n'
    f"                    then 2 0 2 5 5 5 0 1 4 3: its parcel {REQUEST} is on its way"
)
BY_KEYS = f"  send in a phone:  press 3, 3, then the key of sending in; then IMEI {IMEI} and pound; 1 for a courier"

MODELS = {"49015420": {"en": "Aurora 5", "zh": "极光5"}, "35693803": {"en": "Tern 12", "zh": "燕鸥12"}}
"""Models by how their IMEIs begin."""

COUNTRIES = {
    "US": ("America/New_York", "USD", "89.00"),
    "CA": ("America/Toronto", "CAD", "119.00"),
    "GB": ("Europe/London", "GBP", "69.00"),
    "FR": ("Europe/Paris", "EUR", "79.00"),
    "CN": ("Asia/Shanghai", "CNY", "199.00"),
}
HOURS, SEATS, DAYS, SUNDAY = ((9, 12), (13, 17)), 3, 14, 6


def add_demo_send_ins(database: Database, now: datetime) -> None:
    """Fill empty tables; leave those that have any rows alone."""
    with database.reading() as session:
        is_empty = session.scalar(select(SendInTermsRow.code).limit(1)) is None
    if is_empty:
        import_rows(database, store_terms, map(Row, demo_terms()))
        import_rows(database, store_pick_up, map(Row, demo_pick_ups(now)))
        with database.writing() as session:
            session.execute(insert(SendInRow).values(_request(database.keyring, now)))
        import_rows(database, store_shipment, map(Row, demo_shipments(now)))


def demo_terms() -> Iterator[dict[str, Any]]:
    """Yield the invented terms."""
    for code, model in MODELS.items():
        for country, (_, currency, price) in COUNTRIES.items():
            named = {"imei_code": code, "country": country, "model": model}
            yield named | {"price": price, "currency": currency, "days": 7}


def demo_pick_ups(now: datetime) -> Iterator[dict[str, Any]]:
    """Yield two times for each day of two weeks but Sundays; the same ones for the same day."""
    for country, (zone, *_) in COUNTRIES.items():
        for ahead in range(1, DAYS + 1):
            day = now.date() + timedelta(days=ahead)
            for begins, ends in HOURS if day.weekday() != SUNDAY else ():
                starts, over = (datetime.combine(day, time(hour), ZoneInfo(zone)) for hour in (begins, ends))
                where = {"code": f"{country}-{day}-{begins:02}", "country": country, "timezone": zone}
                yield where | {"starts": starts, "ends": over, "seats": SEATS}


def demo_shipments(now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the parcel of the invented request: it reached us, and is on its way back."""
    there = {"request": REQUEST, "carrier": "Swift Parcel"}
    arrived = {"scan": "delivered", "place": "Riverside", "scanned_at": now - timedelta(days=4), "expected": None}
    back = {"scan": "in_transit", "place": "Albany", "scanned_at": now - timedelta(hours=20)}
    yield there | {"way": "to_us"} | arrived
    yield there | {"way": "to_you"} | back | {"expected": (now + timedelta(days=1)).date()}


def _request(keyring: Keyring, now: datetime) -> dict[str, Any]:
    known = {"key": "demo", "number": REQUEST, "model": MODELS[IMEI[:8]], "country": "US", "way": "courier"}
    device = {"imei": IMEI, "imei_index": keyring.blind_index(IMEI)}
    customer = {"phone": PHONE, "phone_index": keyring.blind_index(PHONE)}
    return known | device | customer | {"stage": "booked", "address": None, "at": now - timedelta(days=6)}
