"""Change a request, cancel it, or send the link for the address once more."""

from typing import Any

from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Clear, Decision, Fill, Form, Goto, Moves
from ivr.dialog.values import Slots
from ivr.services.send_in.forms.pick_up import AGAIN, hours, pick_up_items
from ivr.services.send_in.forms.send_in import courier_time

NEEDED_MAY: Moves = (Goto("send_request"),)
CHANGE_AGAIN = Clear((*AGAIN.slots, "send_reordered", "send_changed", "send_change_told"))
CHANGED_MAY: Moves = (
    *(Say(prompt) for prompt in ("send_changed", "send_not_changed", "pick_up_taken", "send_begun")),
    *(CHANGE_AGAIN, Goto("agent")),
)
CANCELLED_MAY: Moves = (*(Say(f"send_{how}") for how in ("cancelled", "not_cancelled", "begun")), Goto("agent"))
LINKED_MAY: Moves = (Say("send_link_sent"), Say("send_link_not_sent"))


def needs_request(slots: Slots) -> Moves:
    """Find the request first where none was told."""
    return () if slots.get("send_request") and slots.get("send_proved") else (Goto("send_request"),)


def reorder(slots: Slots) -> Moves:
    """Put together what shall be changed."""
    request: Any = slots["send_request"]
    time: Any = slots["pick_up"]
    changed = {"number": request["number"], "model": request["model"], "way": "courier", "pick_up": time["id"]}
    proved: Any = slots["send_proved"]
    return (Fill("send_order", {**changed, "phone": proved["phone"], **hours(time)}),)


def tell_changed(slots: Slots) -> Moves:
    """Say what came of it."""
    match slots["send_changed"]:
        case {"status": "done"}:
            return (Say("send_changed", courier_time(slots)),)
        case {"status": "refused", "reason": "taken" | "late"}:
            return Say("pick_up_taken"), CHANGE_AGAIN
        case {"status": "refused", "reason": "begun"}:
            return Say("send_begun"), Goto("agent")
        case {"status": "refused"}:
            return (Goto("agent"),)
        case {"status": "declined"}:
            return (Say("send_not_changed"),)
    return ()


def tell_cancelled(slots: Slots) -> Moves:
    """Say what came of it."""
    match slots["send_cancelled"]:
        case {"status": "done"}:
            return (Say("send_cancelled"),)
        case {"status": "refused", "reason": "begun"}:
            return Say("send_begun"), Goto("agent")
        case {"status": "refused"}:
            return (Goto("agent"),)
        case {"status": "declined"}:
            return (Say("send_not_cancelled"),)
    return ()


def tell_linked(slots: Slots) -> Moves:
    """Say whether the link is on its way."""
    match slots["send_linked"]:
        case {"status": "done"}:
            return (Say("send_link_sent"),)
        case {"status": "refused"}:
            return (Say("send_link_not_sent"),)
    return ()


CHANGE = Form(
    "send_change",
    (
        Decision("send_change_needs", needs_request, may=NEEDED_MAY),
        *pick_up_items(Goto("anything_else")),
        Decision("send_reordered", reorder, may=(Fill("send_order", {}),)),
        Act(
            "send_changed",
            "change_send_in",
            using=("send_order",),
            confirm="twice",
            ask="confirm_courier",
            values=courier_time,
            sms="sms_send_in",
        ),
        Decision("send_change_told", tell_changed, may=CHANGED_MAY, serves="send_in"),
    ),
    then="anything_else",
)
CANCEL = Form(
    "send_cancel",
    (
        Decision("send_cancel_needs", needs_request, may=NEEDED_MAY),
        Act("send_cancelled", "cancel_send_in", using=("send_request",), confirm="twice", ask="confirm_send_cancel"),
        Decision("send_cancel_told", tell_cancelled, may=CANCELLED_MAY, serves="send_in"),
    ),
    then="anything_else",
)
LINK = Form(
    "send_link",
    (
        Decision("send_link_needs", needs_request, may=NEEDED_MAY),
        Act("send_linked", "text_send_in", using=("send_proved",), matters=False),
        Decision("send_link_told", tell_linked, may=LINKED_MAY),
    ),
    then="anything_else",
)
