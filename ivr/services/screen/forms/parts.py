"""Tell what a new screen costs, in the plan or not, and what other parts cost."""

from typing import Any

from ivr.callflow.ways import LEAD_MAY, lead
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Moves
from ivr.dialog.values import Slots

PARTS = ("screen", "battery", "camera", "port", "glass", "board")
NO_PART = "none"
"""Meaning of "no thanks" in the grammar part."""

PLACES = ("centre", "send_in", "both")
WHERE_IT_IS_DONE = lead("send_in", "centre")
ASK_PART = Clear(("part_wanted", "part_told"))
SCREEN_MAY: Moves = (
    *(Say(prompt) for prompt in ("screen_plan_is", "screen_plan_until", "screen_costs", "screen_price_unknown")),
    *(Say(f"screen_plan_{where}") for where in PLACES),
)
PART_MAY: Moves = (
    *(Say(f"price_{part}") for part in PARTS),
    *(Say("part_price_unknown"), ASK_PART, *LEAD_MAY),
)


def tell_screen(slots: Slots) -> Moves:
    """Say the price of a new screen: in the plan, with its end and where; else the usual one."""
    model: Any = slots["model"]
    name = {"model": model["name"]}
    screen = price_of(slots, "screen")
    if screen is None:
        return (Say("screen_price_unknown", name),)
    if not screen["plan"]:
        return (Say("screen_costs", {**name, "price": screen["price"]}),)
    plan = Say("screen_plan_is", {**name, "plan": screen["plan"], "price": screen["price"]})
    until = (Say("screen_plan_until", {"until": screen["until"]}),) if screen["until"] else ()
    where = (Say(f"screen_plan_{screen['where']}"),) if screen["where"] in PLACES else ()
    return (plan, *until, *where)


def tell_part(slots: Slots) -> Moves:
    """Say what a part costs, and ask for another; after the last one lead to where it is done."""
    part = str(slots["part_wanted"])
    if part == NO_PART:
        return WHERE_IT_IS_DONE
    found = price_of(slots, part)
    told = Say(f"price_{part}", {"price": found["price"]}) if found and part in PARTS else Say("part_price_unknown")
    return told, ASK_PART


def price_of(slots: Slots, part: str) -> dict[str, Any] | None:
    """Return the price of a part, None where there is none."""
    answer: Any = slots.get("prices") or {}
    return next((each for each in answer.get("prices", ()) if each["part"] == part), None)
