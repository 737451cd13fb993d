"""Tell the remedies one step at a time, at the caller's own pace, until one works or none is left."""

from typing import Any

from ivr.callflow.own_words import TO_SAFETY
from ivr.callflow.paging import listed, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, Goto, LookUp, Moves
from ivr.dialog.values import Slots

NEXT = Clear(("step_told", "step_result", "step_followed"))
FOUND_MAY: Moves = (Say("fault_no_remedy"), Goto("fault_ticket"))
TOLD_MAY: Moves = (Say("first_step"), Say("next_step"), Fill("fault_tried", []))
FOLLOWED_MAY: Moves = (
    *(Say("fault_glad"), Say("no_more_steps"), Fill("fault_index", 0), NEXT),
    *(Goto("anything_else"), Goto("fault_ticket"), *TO_SAFETY),
)


def check_steps(slots: Slots) -> Moves:
    """Open a ticket at once where no remedy is known."""
    return () if _steps(slots) else (Say("fault_no_remedy"), Goto("fault_ticket"))


def tell_step(slots: Slots) -> Moves:
    """Say the step whose turn it is, and keep that it was tried."""
    index, steps = place(slots, "fault_index"), _steps(slots)
    step = steps[min(index, len(steps) - 1)]
    tried = [*listed(slots, "fault_tried"), step]
    return Say("next_step" if index else "first_step", {"step": step}), Fill("fault_tried", tried)


def follow(slots: Slots) -> Moves:
    """Go on with the next step, be glad, or give up."""
    match slots["step_result"]:
        case "worked":
            return Say("fault_glad"), Goto("anything_else")
        case "danger":
            return TO_SAFETY
        case "next" if place(slots, "fault_index") + 1 < len(_steps(slots)):
            return Fill("fault_index", place(slots, "fault_index") + 1), NEXT
        case "next":
            return Say("no_more_steps"), Goto("fault_ticket")
    return (Goto("fault_ticket"),)


def _steps(slots: Slots) -> list[Any]:
    found: Any = slots.get("fault_remedies")
    return list(found["steps"]) if isinstance(found, dict) else []


FAULT_STEPS = Form(
    "fault_steps",
    (
        LookUp("fault_remedies", "fault_remedies", using=("symptom", "model", "fault_version")),
        Decision("steps_checked", check_steps, may=FOUND_MAY),
        Decision("step_told", tell_step, may=TOLD_MAY, serves="fault"),
        Field(
            "step_result",
            ("step_result", "danger"),
            (("offer_next_step", "offer_worked"), ("offer_next_step", "offer_worked", "offer_give_up")),
            timeout=25.0,
            help="step_help",
            last_resort=(Goto("fault_ticket"),),
        ),
        Decision("step_followed", follow, may=FOLLOWED_MAY),
    ),
    then="anything_else",
)
