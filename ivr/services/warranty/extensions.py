"""Whether a warranty can be extended, for how much, until when and where."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Protocol

from ivr.services.warranty.warranties import BenefitKind, Warranty
from ivr.storage import Json

Can = Literal["yes", "has", "late", "no"]


class Where(StrEnum):
    """Where an extension is to be had."""

    CENTRE = "centre"
    SHOP = "shop"
    BOTH = "both"


@dataclass(frozen=True)
class Terms:
    """On which terms a model's warranty may be extended in a country: within so many `days` of its start."""

    price: Decimal
    currency: str
    months: int
    days: int
    where: Where


@dataclass(frozen=True)
class Extension:
    """The answer: `can` is yes, has (it is extended already), late (`until` is over) or no."""

    can: Can
    months: int = 0
    price: Decimal | None = None
    currency: str = ""
    until: date | None = None
    where: Where | None = None

    def to_json(self) -> dict[str, Json]:
        """Return it as JSON: the price as decimal text with its currency, the day as ISO 8601."""
        price: Json = None if self.price is None else {"amount": f"{self.price:f}", "currency": self.currency}
        until = self.until.isoformat() if self.until else None
        return asdict(self) | {"price": price, "until": until, "where": self.where and self.where.value}


class Extensions(Protocol):
    """Where extensions are known."""

    def extension(self, device: str, country: str, call_sid: str) -> Extension:
        """Return whether a device's warranty can be extended. This only reads; raises LookupFailed."""
        ...


def extension_of(warranty: Warranty, terms: Terms | None, today: date) -> Extension:
    """Return whether a warranty can be extended on these terms: not twice, not when it is over, and not too late."""
    if any(each.kind is BenefitKind.EXTENSION for each in warranty.benefits):
        return Extension("has")
    if terms is None or warranty.ends < today:
        return Extension("no")
    until = min(warranty.starts + timedelta(days=terms.days), warranty.ends)
    can: Can = "yes" if today <= until else "late"
    return Extension(can, terms.months, terms.price, terms.currency, until, terms.where)


def model_key(model: str) -> str:
    """Return a model's name as it is compared."""
    return " ".join(model.casefold().split())
