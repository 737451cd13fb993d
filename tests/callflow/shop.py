"""Repairs of invented customers, found as the look-up finds them."""

from collections.abc import Callable, Mapping
from typing import Any

from ivr.dialog.commands import Command
from ivr.dialog.instructions import LookUpRequest

OWN_PHONE = "+12025550143"
IMEI = "490154203237518"
OWN = (OWN_PHONE, OWN_PHONE[2:])
SERIAL, SERIAL_BY_KEYS = "R5CT40WK2X", "7528409529"


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
        "imei": IMEI,
    } | changes


def warranty() -> dict[str, Any]:
    """Return a warranty as JSON, as `Warranty.to_json` writes it."""
    days = {"starts": "2026-01-31", "ends": "2028-01-31"}
    benefits = [{"kind": "screen", "status": "active", **days}, {"kind": "battery", "status": "used", **days}]
    return {"model": "Aurora 5", **days, "countries": ["US", "CA", "KR"], "benefits": benefits}


class Shop:
    """One customer with some repairs."""

    def __init__(self, *repairs: dict[str, Any]) -> None:
        self.repairs = repairs or (repair("4729"),)
        self.done: list[Command] = []
        self.refuses = ""
        self.guarded = False
        self.sources: dict[str, Callable[[Mapping[str, Any]], Any]] = {}

    def answer(self, request: LookUpRequest) -> Any:
        """Answer as the sources of the services do."""
        if request.source in self.sources:
            return self.sources[request.source](request.using)
        match request.source:
            case "own_repairs":
                return {"repairs": [*self.repairs]}
            case "repair_tries":
                return {"further": self.guarded}
            case "warranties":
                return self.warranty(request.using)
            case "care_extensions":
                return {"can": "no", "months": 0, "price": None, "until": None, "where": None}
            case _:
                return self.find(request.using)

    def do(self, command: Command) -> tuple[Any, Any]:
        """Do a command as the back end does; `refuses` is its reason for not doing any."""
        self.done.append(command)
        return ("refused", {"reason": self.refuses}) if self.refuses else ("done", {"number": "12345678"})

    def agrees(self, using: Mapping[str, Any], further: str) -> bool:
        return not self.guarded or using["further"] == further

    def warranty(self, using: Mapping[str, Any]) -> Any:
        return warranty() if using["device_number"] in (IMEI, SERIAL, SERIAL_BY_KEYS) else None

    def find(self, using: Mapping[str, Any]) -> list[dict[str, Any]]:
        number, factor = str(using["number"]), using["factor"]
        match using["kind"]:
            case "order":
                found = [each for each in self.repairs if each["order"] == number]
                return found if factor in OWN and self.agrees(using, IMEI[-6:]) else []
            case "phone":
                is_own = OWN_PHONE.endswith(number) and factor == IMEI[-6:]
                return [*self.repairs] if is_own and self.agrees(using, "4729") else []
            case _:
                return [each for each in self.repairs if each["imei"] == number] if factor in OWN else []
