"""Find models and prices in our own tables."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select

from ivr.services.screen.importer import plain_model
from ivr.services.screen.prices import Model, Part, Price, Where
from ivr.services.screen.tables import ModelCodeRow, ModelRow, PartPriceRow
from ivr.storage import Database

IMEI, CODE = 15, 8
MOST, FEWEST_KEYS = 30, 2


class SqlPrices:
    """Look models and prices up in the hotline's database."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def models(self, sought: str, call_sid: str) -> tuple[Model, ...]:
        """Return the models that are meant; see ivr.services.screen.prices.Prices."""
        if sought.isdecimal() and len(sought) == IMEI:
            has_code = ModelCodeRow.code == sought[:CODE]
            meant = select(ModelRow).join(ModelCodeRow, ModelCodeRow.model_id == ModelRow.id).where(has_code)
        elif sought.isdecimal():
            if len(sought) < FEWEST_KEYS:
                return ()
            meant = select(ModelRow).where(ModelRow.keys >= sought, ModelRow.keys < sought + ":")  # ":" follows "9"
        else:
            meant = select(ModelRow).where(ModelRow.key == plain_model(sought))
        with self._database.reading_rows() as rows:
            found = rows.execute(meant.order_by(ModelRow.key).limit(MOST)).all()
        exact = [row for row in found if row.keys == sought]
        return tuple(Model(row.key, row.name) for row in exact or found)

    def prices(self, model: str, country: str, call_sid: str) -> tuple[Price, ...]:
        """Return the prices of a model's parts; see ivr.services.screen.prices.Prices."""
        joined = select(PartPriceRow).join(ModelRow, ModelRow.id == PartPriceRow.model_id)
        wanted = joined.where(ModelRow.key == model, PartPriceRow.country == country).order_by(PartPriceRow.part)
        with self._database.reading_rows() as rows:
            return tuple(_price(row, self._now().date()) for row in rows.execute(wanted))


def _price(row: Row[Any], today: date) -> Price:
    part, price = Part(row.part), Decimal(row.price)
    if row.plan_price is None or row.plan_until < today:
        return Price(part, price, row.currency)
    return Price(part, price, row.currency, Decimal(row.plan_price), row.plan_until, Where(row.plan_where))
