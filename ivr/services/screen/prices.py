"""What the hotline may ask about models and the prices of their parts, and what it gets back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from ivr.storage import Json


class Part(StrEnum):
    """A part that is replaced."""

    SCREEN = "screen"
    BATTERY = "battery"
    CAMERA = "camera"
    PORT = "port"
    GLASS = "glass"
    BOARD = "board"


class Where(StrEnum):
    """Where the screen plan is had."""

    CENTRE = "centre"
    SEND_IN = "send_in"
    BOTH = "both"


@dataclass(frozen=True)
class Model:
    """A model of phone, with its name by language."""

    id: str
    name: Mapping[str, str]

    def to_json(self) -> dict[str, Json]:
        """Return the model as JSON."""
        return {"id": self.id, "name": dict(self.name)}


@dataclass(frozen=True)
class Price:
    """What a part costs with its work; in the screen plan `plan_price` until `plan_until`, None where there is none."""

    part: Part
    price: Decimal
    currency: str
    plan_price: Decimal | None = None
    plan_until: date | None = None
    plan_where: Where | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the price as JSON: amounts as money, days as ISO 8601."""
        plan: dict[str, Json] = {
            "plan": None if self.plan_price is None else money(self.plan_price, self.currency),
            "until": self.plan_until.isoformat() if self.plan_until else None,
            "where": self.plan_where.value if self.plan_where else None,
        }
        return {"part": self.part.value, "price": money(self.price, self.currency)} | plan


def money(amount: Decimal, currency: str) -> dict[str, Json]:
    """Return an amount as prompts say it."""
    return {"amount": str(amount), "currency": currency}


class Prices(Protocol):
    """Where prices are found. All of this only reads, and raises LookupFailed."""

    def models(self, sought: str, call_sid: str) -> tuple[Model, ...]:
        """Return the models that a name, the keys of its beginning, or an IMEI means, in the order of their names."""
        ...

    def prices(self, model: str, country: str, call_sid: str) -> tuple[Price, ...]:
        """Return the prices of a model's parts in a country; plans that are over are left out."""
        ...
