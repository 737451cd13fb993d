"""Say how far a repair is, in plain sentences."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ivr.callflow.identity import page_of
from ivr.dialog.instructions import Say
from ivr.dialog.script import Moves
from ivr.dialog.values import Slots
from ivr.services.repair.works import in_languages

STAGES = (
    "registered",
    "on_its_way",
    "received",
    "inspected",
    "quote_pending",
    "quote_approved",
    "quote_declined",
    "waiting_for_part",
    "in_repair",
    "quality_check",
    "ready_for_pickup",
    "shipped_back",
    "delivered",
    "cancelled",
)
OVER = frozenset({"delivered", "cancelled", "quote_declined"})
"""Stages after which nothing more is done or paid."""

FINISHED = OVER | {"ready_for_pickup", "shipped_back"}
"""Stages in which no date is promised any more."""

WORK = {
    "in_repair": "doing",
    "quality_check": "done",
    "ready_for_pickup": "done",
    "shipped_back": "done",
    "delivered": "done",
}
"""How the work is told in these stages; before them it is planned, afterwards there is none."""

AWAY = frozenset({"registered", "on_its_way", "shipped_back", "delivered"})
"""Stages in which the phone is not at the centre."""

PROGRESS_MAY: Moves = (
    *(Say(f"stage_{stage}") for stage in STAGES),
    *(Say(prompt) for prompt in ("stage_other", "planned", "doing", "done", "promised", "at_centre", "of_centre")),
    *(Say(prompt) for prompt in ("cost", "cost_nothing", "cost_open")),
    page_of("repair", ""),
)


def tell_progress(slots: Slots) -> Moves:
    """Say stage, model and since when in one sentence, then what is being done, promised date, centre and cost."""
    repairs: Any = slots["repairs"]
    repair: Mapping[str, Any] = repairs[slots["repair"]]
    stage = repair["stage"]
    known = f"stage_{stage}" if stage in STAGES else "stage_other"
    says = [Say(known, {"model": repair["model"], "since": repair["since"]})]
    if repair["doing"] and stage not in ("cancelled", "quote_declined"):
        says += [Say(WORK.get(stage, "planned"), {"work": in_languages(repair["doing"])})]
    if repair["promised"] and stage not in FINISHED:
        says += [Say("promised", {"promised": repair["promised"]})]
    centre = "of_centre" if stage in AWAY else "at_centre"
    return *says, Say(centre, {"centre": repair["centre"]}), *_cost(repair), page_of("repair", repair["order"])


def _cost(repair: Mapping[str, Any]) -> tuple[Say, ...]:
    if repair["stage"] == "quote_pending":
        return ()  # the form quote reads it back
    cost = repair.get("decline_cost") if repair["stage"] == "quote_declined" else repair["cost"]
    if cost is None:
        return () if repair["stage"] in OVER else (Say("cost_open"),)
    if not Decimal(cost):
        return (Say("cost_nothing"),)
    return (Say("cost", {"cost": {"amount": cost, "currency": repair["currency"]}}),)
