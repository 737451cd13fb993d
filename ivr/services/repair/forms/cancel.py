"""Let callers cancel a repair by themselves until the work begins; after that an agent sees to it."""

from collections.abc import Mapping
from typing import Any

from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Decision, Fill, Form, Goto, Moves
from ivr.dialog.values import Json, Slots
from ivr.services.repair.forms.wishes import chosen_repair, needs_repair

CANCELLABLE = ("registered", "on_its_way", "received", "inspected", "quote_pending")
CHECK_MAY: Moves = (
    Say("cannot_cancel"),
    Say("already_over"),
    Goto("agent"),
    Goto("anything_else"),
    Fill("cancelling", {}),
)
TOLD_MAY: Moves = (Say("repair_cancelled"), Say("repair_kept"), Say("cannot_cancel"), Goto("agent"))


def check_stage(slots: Slots) -> Moves:
    """Cancel only what has not begun; of what is over there is nothing to cancel."""
    repair = chosen_repair(slots) or {"stage": ""}
    if repair["stage"] in ("cancelled", "delivered"):
        return Say("already_over"), Goto("anything_else")
    if repair["stage"] not in CANCELLABLE:
        return Say("cannot_cancel"), Goto("agent")
    return (Fill("cancelling", {"order": repair["order"], "model": repair["model"]}),)


def which(slots: Slots) -> Mapping[str, Json]:
    """Return model and order of the repair to be cancelled."""
    cancelling: Any = slots["cancelling"]
    return {"model": cancelling["model"], "order": cancelling["order"]}


def tell_cancelled(slots: Slots) -> Moves:
    """Say what came of it."""
    match slots["cancel_sent"]:
        case {"status": "done", "result": {"number": number}}:
            return (Say("repair_cancelled", {"number": str(number)}),)
        case {"status": "refused"}:
            return Say("cannot_cancel"), Goto("agent")
        case {"status": "declined"}:
            return (Say("repair_kept"),)
    return ()


CANCEL = Form(
    "cancel_repair",
    (
        needs_repair("cancel_repair"),
        Decision("cancel_checked", check_stage, may=CHECK_MAY, serves="repair"),
        Act(
            "cancel_sent",
            "cancel_repair",
            using=("cancelling",),
            confirm="key",
            ask="confirm_cancel_repair",
            values=which,
            sms="sms_repair_cancelled",
        ),
        Decision("cancel_told", tell_cancelled, may=TOLD_MAY, serves="repair"),
    ),
    then="anything_else",
)
