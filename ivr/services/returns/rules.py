"""What the hotline may ask about returns, and what it gets back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from ivr.storage import Json


@dataclass(frozen=True)
class Rule:
    """For how many days after the purchase something may be returned, and exchanged; 0 is never."""

    return_days: int
    exchange_days: int

    def on(self, bought: date, today: date) -> dict[str, Json]:
        """Return what holds for something bought on a day: until when it may be returned and exchanged, and whether
        that is over.
        """
        ends = {"returns": self.return_days, "exchanges": self.exchange_days}
        until = {name: bought + timedelta(days=days) if days else None for name, days in ends.items()}
        last: dict[str, Json] = {name: day.isoformat() if day else None for name, day in until.items()}
        return last | {f"{name}_open": bool(day and today <= day) for name, day in until.items()}


class Rules(Protocol):
    """Where rules are found."""

    def rule(self, country: str, call_sid: str) -> Rule | None:
        """Return the rule of a country, None where nobody knows it. This only reads; raises LookupFailed."""
        ...
