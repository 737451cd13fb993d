"""What the hotline may ask about warranties, and what it gets back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from ivr.storage import Json

EVERYWHERE = "*"
"""In `countries`: all of them."""


class BenefitKind(StrEnum):
    """What a care benefit is for."""

    SCREEN = "screen"
    ACCIDENT = "accident"
    EXTENSION = "extension"
    BATTERY = "battery"


class BenefitStatus(StrEnum):
    """Whether a care benefit can be used."""

    NOT_STARTED = "not_started"
    ACTIVE = "active"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Benefit:
    """One care benefit of a device."""

    kind: BenefitKind
    status: BenefitStatus
    starts: date
    ends: date

    def to_json(self) -> dict[str, Json]:
        """Return the benefit as JSON: days as ISO 8601."""
        days: dict[str, Json] = {"starts": self.starts.isoformat(), "ends": self.ends.isoformat()}
        return {"kind": self.kind.value, "status": self.status.value} | days


@dataclass(frozen=True)
class Warranty:
    """The warranty of a device; `countries` are ISO 3166 codes, or "*" for all."""

    model: str
    starts: date
    ends: date
    countries: tuple[str, ...]
    benefits: tuple[Benefit, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """Return the warranty as JSON: days as ISO 8601."""
        return {
            "model": self.model,
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "countries": [*self.countries],
            "benefits": [benefit.to_json() for benefit in self.benefits],
        }


class Warranties(Protocol):
    """Where warranties are found."""

    def find(self, device: str, call_sid: str) -> Warranty | None:
        """Return the warranty of an IMEI or a serial number, or None. This only reads; raises LookupFailed.

        A serial number may come as it is, or by the keys that its letters stand on.
        """
        ...
