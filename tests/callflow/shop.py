"""Repairs of invented customers, found as the look-up finds them."""

from collections.abc import Mapping
from typing import Any

OWN_PHONE = "+12025550143"
IMEI = "490154203237518"


def repair(order: str, stage: str = "in_repair", **changes: Any) -> dict[str, Any]:
    """Return a repair as JSON, as `Repair.to_json` writes it."""
    return {
        "order": order,
        "model": "Aurora 5",
        "stage": stage,
        "since": "2026-11-17T10:00:00+00:00",
        "doing": "replacing the screen",
        "promised": "2026-11-24",
        "centre": "Riverside",
        "cost": "84.50",
        "currency": "EUR",
        "quote_pending": stage == "quote_pending",
    } | changes


class Shop:
    """One customer with some repairs."""

    def __init__(self, *repairs: dict[str, Any]) -> None:
        self.repairs = repairs or (repair("4729"),)

    def find(self, using: Mapping[str, Any]) -> list[dict[str, Any]]:
        number, factor = str(using["number"]), using["factor"]
        match using["kind"]:
            case "order":
                found = [each for each in self.repairs if each["order"] == number]
                return found if factor in (OWN_PHONE[-4:], IMEI[-4:]) else []
            case "phone":
                return [*self.repairs] if OWN_PHONE.endswith(number) and factor == IMEI[-4:] else []
            case _:
                return [*self.repairs] if number == IMEI and factor == OWN_PHONE[-4:] else []
