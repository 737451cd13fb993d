"""Change when or how the phone comes to us, cancel the request, or send the link for the address once more."""

from typing import Any

from ivr.callflow.identity import region_of, unserved
from ivr.callflow.texting import texted
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Clear, Decision, Fill, Form, Goto, LookUp, Moves
from ivr.dialog.values import Slots
from ivr.services.send_in.forms.pick_up import AGAIN, by_courier, hours, pick_up_items
from ivr.services.send_in.forms.send_in import courier_time, handed_in

NEEDED_MAY: Moves = (Goto("send_request"),)
WAY_MAY: Moves = (Fill("send_way", "courier"), Fill("send_phone", ""))
UNREACHED: Moves = (Say("send_no_texts"), Goto("agent"))
CHANGE_AGAIN = Clear((*AGAIN.slots, "send_reordered", "send_changed", "send_change_told"))
CHANGED_MAY: Moves = (
    *(Say(prompt) for prompt in ("send_changed", "send_link_sent", "send_prepare", "send_to_centre")),
    *(Say(prompt) for prompt in ("send_not_changed", "pick_up_taken", "send_begun")),
    *(CHANGE_AGAIN, Goto("agent"), Goto("centres"), texted("send_in")),
)
CANCELLED_MAY: Moves = (*(Say(f"send_{how}") for how in ("cancelled", "not_cancelled", "begun")), Goto("agent"))
LINKED_MAY: Moves = (*(Say(f"send_link_{how}") for how in ("sent", "sent_again", "not_sent")), texted("send_in"))


def needs_request(slots: Slots) -> Moves:
    """Find the request first where none was told."""
    return () if slots.get("send_request") and slots.get("send_proved") else (Goto("send_request"),)


def choose_way(slots: Slots) -> Moves:
    """Take the way that the caller wishes; who wishes another time wants a courier."""
    proved: Any = slots["send_proved"]
    way = "drop_off" if slots.get("send_wish") == "drop_off" else "courier"
    return Fill("send_way", way), Fill("send_phone", proved["phone"])


def needs_address(slots: Slots) -> bool:
    """Tell whether a courier comes now who did not before, so that the customer gets the link for the address."""
    request: Any = slots["send_request"]
    return by_courier(slots) and request["way"] != "courier"


def check_texts(slots: Slots) -> Moves:
    """Let an agent take the address where no text message reaches the customer."""
    to: Any = slots["send_to"]
    return UNREACHED if to["why"] or region_of(slots).get("sms") is not True else ()


def reorder(slots: Slots) -> Moves:
    """Put together what shall be changed."""
    request: Any = slots["send_request"]
    time: Any = slots.get("pick_up")
    proved: Any = slots["send_proved"]
    changed = {"number": request["number"], "model": request["model"], "phone": proved["phone"]}
    ways = {"way": slots["send_way"], "was": request["way"]}
    when = {"pick_up": time["id"], **hours(time)} if by_courier(slots) else {}
    return (Fill("send_order", {**changed, **ways, **when}),)


def tell_changed(slots: Slots) -> Moves:
    """Say what came of it."""
    match slots["send_changed"]:
        case {"status": "done"} if handed_in(slots):
            return Say("send_to_centre"), *(() if "centres" in unserved(slots) else (Goto("centres"),))
        case {"status": "done"}:
            told = (Say("send_link_sent"), Say("send_prepare"), texted("send_in")) if needs_address(slots) else ()
            return Say("send_changed", courier_time(slots)), *told
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
            request: Any = slots.get("send_request") or {}
            return Say("send_link_sent_again" if request.get("has_address") else "send_link_sent"), texted("send_in")
        case {"status": "refused"}:
            return (Say("send_link_not_sent"),)
    return ()


CHANGE = Form(
    "send_change",
    (
        Decision("send_change_needs", needs_request, may=NEEDED_MAY),
        Decision("send_change_way", choose_way, may=WAY_MAY),
        LookUp("send_to", "send_in_phone", using=("send_phone", "region"), when=needs_address),
        Decision("send_change_reached", check_texts, may=UNREACHED, when=needs_address),
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
            when=by_courier,
        ),
        Act(
            "send_changed",
            "change_send_in",
            using=("send_order",),
            confirm="twice",
            ask="confirm_hand_in",
            sms="sms_send_in",
            when=handed_in,
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
        Act("send_linked", "text_send_in", using=("send_proved", "send_request"), matters=False),
        Decision("send_link_told", tell_linked, may=LINKED_MAY),
    ),
    then="anything_else",
)
