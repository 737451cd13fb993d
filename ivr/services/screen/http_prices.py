"""Find models and prices in somebody else's system over HTTP, as openapi.yaml describes it."""

from dataclasses import replace

from pydantic import TypeAdapter

from ivr.services.screen.prices import Model, Price
from ivr.sources import LookupFailed
from ivr.sources.http import OPEN_SECONDS, BackEnd
from ivr.sources.values import one_line

MODELS = TypeAdapter(dict[str, tuple[Model, ...]])
PRICES = TypeAdapter(dict[str, tuple[Price, ...]])


class HttpPrices:
    """Ask an HTTP back end."""

    def __init__(self, url: str, token: str, *, open_seconds: float = OPEN_SECONDS) -> None:
        self._back_end = BackEnd(url, token, open_seconds)

    def models(self, sought: str, call_sid: str) -> tuple[Model, ...]:
        """Return the models that are meant; see ivr.services.screen.prices.Prices."""
        found = self._back_end.read_part("/models/search", {"sought": sought, "call": call_sid}, MODELS, "models")
        if not all(any(map(one_line, model.name.values())) for model in found):
            raise LookupFailed("a model has no name", permanent=True)
        return tuple(replace(each, name={code: one_line(name) for code, name in each.name.items()}) for each in found)

    def prices(self, model: str, country: str, call_sid: str) -> tuple[Price, ...]:
        """Return the prices of a model's parts; see ivr.services.screen.prices.Prices."""
        question = {"model": model, "country": country, "call": call_sid}
        return self._back_end.read_part("/parts/prices", question, PRICES, "prices")
