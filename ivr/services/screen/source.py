"""Choose where models and prices are looked up, and ask there with the values of the dialog."""

from collections.abc import Mapping
from typing import Any

from ivr.services.screen.http_prices import HttpPrices
from ivr.services.screen.prices import Prices
from ivr.services.screen.sql_prices import SqlPrices
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_models(context: Context) -> Source:
    """Return the source "models": a name, keys or an IMEI in, the models that it may mean out."""
    prices = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        return Answer([model.to_json() for model in prices.models(str(using["model_sought"]), call_sid)])

    return ask


def open_prices(context: Context) -> Source:
    """Return the source "part_prices": a model in, the prices of its parts in the region's country out."""
    prices = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        model = using["model"]
        known: Any = model if isinstance(model, dict) else {"id": ""}
        found = prices.prices(str(known["id"]), context.country(using), call_sid)
        return Answer({"prices": [price.to_json() for price in found]})

    return ask


def _open(context: Context) -> Prices:
    settings = context.settings
    if settings.look_up_url:
        return HttpPrices(settings.look_up_url, settings.look_up_token.get_secret_value())
    return SqlPrices(context.database, context.now)
