"""What the hotline may ask about phones that are sent in, and what it gets back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Protocol

from ivr.storage import Json

Accepts = Literal["yes", "model", "region"]
"""Whether a phone may be sent in; if not, whether it is for the model or for the country."""


class Way(StrEnum):
    """How a phone comes to us."""

    COURIER = "courier"
    DROP_OFF = "drop_off"


class Direction(StrEnum):
    """Where a parcel goes."""

    TO_US = "to_us"
    TO_YOU = "to_you"


class Scan(StrEnum):
    """What the carrier noted last."""

    COLLECTED = "collected"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    NOT_MET = "not_met"


@dataclass(frozen=True)
class Terms:
    """On which terms a phone may be sent in; the price is that without a warranty, None where nobody knows it."""

    accepts: Accepts
    model: Mapping[str, str]
    price: Decimal | None = None
    currency: str = "USD"
    days: int = 0

    def to_json(self) -> dict[str, Json]:
        """Return the terms as JSON."""
        price: Json = None if self.price is None else {"amount": str(self.price), "currency": self.currency}
        return {"accepts": self.accepts, "model": dict(self.model), "price": price, "days": self.days}


@dataclass(frozen=True)
class PickUp:
    """A time in which a courier can come; by the clock of the place, without a zone."""

    id: str
    starts: datetime
    ends: datetime

    def to_json(self) -> dict[str, Json]:
        """Return the time as JSON."""
        return {"id": self.id, "starts": self.starts.isoformat(), "ends": self.ends.isoformat()}


@dataclass(frozen=True)
class PickUpDay:
    """A day on which a courier can come."""

    day: date
    times: tuple[PickUp, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the day as JSON."""
        return {"day": self.day.isoformat(), "times": [each.to_json() for each in self.times]}


@dataclass(frozen=True)
class Shipment:
    """A parcel and its last scan."""

    way: Direction
    carrier: str
    scan: str
    place: str
    scanned_at: datetime
    expected: date | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the parcel as JSON."""
        when: dict[str, Json] = {
            "scanned_at": self.scanned_at.isoformat(),
            "expected": self.expected.isoformat() if self.expected else None,
        }
        return {"way": self.way.value, "carrier": self.carrier, "scan": self.scan, "place": self.place} | when


@dataclass(frozen=True)
class SendIn:
    """A request to send a phone in. `stage` is booked or cancelled; `starts` and `ends` are the courier's time.

    It `changes` while nothing was scanned, and `has_address` once the customer has written one.
    """

    number: str
    model: Mapping[str, str]
    way: Way
    stage: str
    starts: datetime | None = None
    ends: datetime | None = None
    has_address: bool = False
    shipments: tuple[Shipment, ...] = ()

    @property
    def changes(self) -> bool:
        """Tell whether it can still be changed and cancelled by phone."""
        return self.stage == "booked" and not self.shipments

    def to_json(self) -> dict[str, Json]:
        """Return the request as JSON."""
        return {
            "number": self.number,
            "model": dict(self.model),
            "way": self.way.value,
            "stage": self.stage,
            "starts": self.starts.isoformat() if self.starts else None,
            "ends": self.ends.isoformat() if self.ends else None,
            "has_address": self.has_address,
            "changes": self.changes,
            "shipments": [each.to_json() for each in self.shipments],
        }


class SendIns(Protocol):
    """Where requests are found. All of this only reads, and raises LookupFailed."""

    def terms(self, imei: str, country: str, call_sid: str) -> Terms | None:
        """Return on which terms a phone may be sent in, None where nobody knows its model."""
        ...

    def pick_ups(self, country: str, call_sid: str) -> tuple[PickUpDay, ...]:
        """Return the next days on which couriers of a country can come."""
        ...

    def find(self, number: str, phone: str, call_sid: str) -> SendIn | None:
        """Return the request of a number (its own, or an IMEI) and a phone number (E.164), or None."""
        ...
