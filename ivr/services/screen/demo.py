"""Invent prices of parts for the models of the demo, in five countries; the screens of older ones are in the plan."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from ivr.services.screen.importer import store_price
from ivr.services.screen.prices import Part, Where
from ivr.services.screen.tables import ModelRow
from ivr.sources import Row, import_rows
from ivr.storage import Database

FIRST_STEPS = '  screen plan:      say "what does a new screen cost", then Aurora 5, or IMEI 490154203237518; "battery"'
BY_KEYS = "  screen plan:      press 3, 3, the key of a broken screen; then 2 8 7 6 7 2 5 pound for Aurora 5; 1"

SERIES = {"Aurora": "极光", "Meridian": "子午", "Tern": "燕鸥"}
VARIANTS = {"": "", " Lite": "青春版", " Pro": "专业版"}
NEWEST, IN_PLAN = 9, 5
"""Numbers of each series go up to NEWEST; the plan is for those up to IN_PLAN: 45 models."""

CODES = {"Aurora 5": ("49015420",)}
MONEY = {"US": ("USD", 1.0), "CA": ("CAD", 1.3), "FR": ("EUR", 0.95), "GB": ("GBP", 0.8), "CN": ("CNY", 6.0)}
DOLLARS = {Part.SCREEN: 120, Part.BATTERY: 49, Part.CAMERA: 89, Part.PORT: 45, Part.GLASS: 59, Part.BOARD: 210}


def add_demo_prices(database: Database, now: datetime) -> None:
    """Fill empty tables of models and prices; leave those that have any alone."""
    with database.reading() as session:
        is_empty = session.scalar(select(ModelRow.id).limit(1)) is None
    if is_empty:
        import_rows(database, store_price, map(Row, demo_prices(now.date())))


def demo_prices(today: date) -> Iterator[dict[str, Any]]:
    """Yield the invented prices; the same ones for the same day."""
    for series, chinese in SERIES.items():
        for number in range(1, NEWEST + 1):
            for variant, said in VARIANTS.items():
                name = {"en": f"{series} {number}{variant}", "zh": f"{chinese}{number}{said}"}
                yield from _of_model(name, number, today)


def _of_model(name: dict[str, str], number: int, today: date) -> Iterator[dict[str, Any]]:
    for country, (currency, rate) in MONEY.items():
        for part, dollars in DOLLARS.items():
            price = round((dollars + 6 * number) * rate)
            in_plan = part is Part.SCREEN and number <= IN_PLAN
            yield {
                "name": name,
                "imei_codes": CODES.get(name["en"], ()),
                "country": country,
                "part": part.value,
                "price": f"{price}.00",
                "currency": currency,
                "plan_price": f"{price // 2}.00" if in_plan else None,
                "plan_until": today + timedelta(days=120) if in_plan else None,
                "plan_where": Where.BOTH.value if in_plan else None,
            }
