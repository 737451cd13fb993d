"""Say what a warranty and its care benefits are, in plain sentences."""

from typing import Any

from ivr.callflow.ways import LEAD_MAY
from ivr.dialog.instructions import Say
from ivr.dialog.script import Moves
from ivr.dialog.values import Slots
from ivr.services.warranty.forms.country import WHEN_REFUSED

KINDS = ("screen", "accident", "extension", "battery")
STATES = ("not_started", "active", "used", "expired")

TERMS_MAY: Moves = (
    *(Say(prompt) for prompt in ("warranty_is", "warranty_was", "benefits_none", "benefit_other")),
    *(Say("benefit_status_other"), *LEAD_MAY),
    *(Say(f"benefit_{kind}") for kind in KINDS),
    *(Say(f"benefit_status_{status}") for status in STATES),
)


def tell_terms(slots: Slots) -> Moves:
    """Say the model, start and end of the warranty, and each care benefit; whose warranty is over is led on."""
    warranty: Any = slots["warranty"]
    days = {"starts": warranty["starts"], "ends": warranty["ends"]}
    is_over = warranty.get("is_over", False)
    told = Say("warranty_was" if is_over else "warranty_is", {"model": warranty["model"], **days})
    benefits = [say for benefit in warranty["benefits"] for say in _benefit(benefit)]
    return told, *(benefits or [Say("benefits_none")]), *(WHEN_REFUSED if is_over else ())


def _benefit(benefit: Any) -> tuple[Say, Say]:
    kind, status = str(benefit["kind"]), str(benefit["status"])
    days = {"starts": benefit["starts"], "ends": benefit["ends"]}
    return (
        Say(f"benefit_{kind}" if kind in KINDS else "benefit_other"),
        Say(f"benefit_status_{status}" if status in STATES else "benefit_status_other", days),
    )
