"""Book that a phone is sent in: by a courier, or handed in at a centre."""

from collections.abc import Mapping
from typing import Any

from ivr.callflow.asking_numbers import number_field
from ivr.callflow.identity import own_page, region_of, unserved
from ivr.callflow.texting import texted
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, Form, Goto, Identifier, LookUp, Moves
from ivr.dialog.values import Json, Slots
from ivr.identifiers import Shape
from ivr.services.send_in.forms.device import DEVICE_ITEMS
from ivr.services.send_in.forms.pick_up import AGAIN, by_courier, hours, pick_up_items

OFFERS = ("offer_courier", "offer_drop_off", "offer_request")
BOOK_AGAIN = Clear((*AGAIN.slots, "send_ordered", "send_booked", "send_told"))
OTHER_WAY = Clear((*AGAIN.slots, "send_way", "send_gone_on"))
PHONE_AGAIN = Clear(("send_phone", "send_to", "send_reached"))
GONE_ON_MAY: Moves = (Goto("send_request"), Goto("agent"), Say("send_no_texts"))
REACHED_MAY: Moves = (Say("send_phone_wrong"), Say("send_phone_unreached"), PHONE_AGAIN, Fill("send_elsewhere", True))
TOLD_MAY: Moves = (
    *(Say(prompt) for prompt in ("send_in_booked", "send_link_sent", "send_prepare", "send_bring", "send_not_booked")),
    *(Say("pick_up_taken"), BOOK_AGAIN, Goto("agent"), Goto("centres"), Fill("send_proved", {})),
    *(Fill("web_page", {}), texted("send_in")),
)


def leave_out(slots: Slots) -> tuple[str, ...]:
    """Return the offers that don't hold: a courier where none can come."""
    return ("offer_courier",) if slots.get("send_no_courier") else ()


def go_on(slots: Slots) -> Moves:
    """Go on with a request that was made before; without text messages an agent takes the address."""
    if slots["send_way"] == "request":
        return (Goto("send_request"),)
    if by_courier(slots) and region_of(slots).get("sms") is not True:
        return Say("send_no_texts"), Goto("agent")
    return ()


def take_caller(slots: Slots) -> Moves:
    """Take the number called from for that of the customer, unless it won't do."""
    caller = slots.get("caller")
    return (Fill("send_phone", caller),) if caller and not slots.get("send_elsewhere") else ()


def check_phone(slots: Slots) -> Moves:
    """Ask for another number where this one is none, or can't get the link that a courier's visit needs."""
    to: Any = slots["send_to"]
    if to["to"] and not (to["why"] and by_courier(slots)):
        return ()
    prompt = "send_phone_unreached" if to["to"] else "send_phone_wrong"
    return Say(prompt), Fill("send_elsewhere", True), PHONE_AGAIN


def order(slots: Slots) -> Moves:
    """Put together what shall be booked."""
    terms, to, time = (slots.get(name) for name in ("send_terms", "send_to", "pick_up"))
    booking: Any = {
        "imei": slots["send_imei"],
        "model": terms["model"],  # type: ignore[index, call-overload]
        "phone": to["to"],  # type: ignore[index, call-overload]
        "way": slots["send_way"],
        "country": region_of(slots).get("country", ""),
    }
    if isinstance(time, dict) and by_courier(slots):
        booking |= {"pick_up": time["id"], **hours(time)}
    return (Fill("send_order", booking),)


def courier_time(slots: Slots) -> Mapping[str, Json]:
    """Return when the courier shall come."""
    return hours(slots["pick_up"])


def handed_in(slots: Slots) -> bool:
    """Tell whether the customer brings the phone."""
    return not by_courier(slots)


def tell_booked(slots: Slots) -> Moves:
    """Say the request's number and what comes next; a time that somebody else got leads to those that are free."""
    ordered: Any = slots["send_order"]
    match slots["send_booked"]:
        case {"status": "done", "result": {"number": number}}:
            proved = Fill("send_proved", {"number": str(number), "phone": ordered["phone"]})
            page = own_page("send_in", "send_in", str(number), {"phone": ordered["phone"]})
            told = Say("send_in_booked", {"number": str(number)})
            if by_courier(slots):
                return proved, page, told, Say("send_link_sent"), Say("send_prepare"), texted("send_in")
            finds = () if "centres" in unserved(slots) else (Goto("centres"),)
            return proved, page, told, Say("send_bring"), *finds
        case {"status": "refused", "reason": "taken" | "late"}:
            return Say("pick_up_taken"), BOOK_AGAIN
        case {"status": "refused"}:
            return (Goto("agent"),)
        case {"status": "declined"}:
            return (Say("send_not_booked"),)
    return ()


SEND_IN = Form(
    "send_in",
    (
        *DEVICE_ITEMS,
        Field("send_way", ("send_way",), (OFFERS,), leaves_out=leave_out, help="send_way_help"),
        Decision("send_gone_on", go_on, may=GONE_ON_MAY),
        *pick_up_items(Fill("send_no_courier", True), OTHER_WAY),
        Decision("send_own", take_caller, may=(Fill("send_phone", ""),)),
        number_field(
            "send_phone", "send", ("ask_send_phone", "ask_send_phone_again"), Identifier(Shape(least=7, most=15))
        ),
        LookUp("send_to", "send_in_phone", using=("send_phone", "region")),
        Decision("send_reached", check_phone, may=REACHED_MAY),
        Decision("send_ordered", order, may=(Fill("send_order", {}),)),
        Act(
            "send_booked",
            "book_send_in",
            using=("send_order",),
            confirm="twice",
            ask="confirm_courier",
            values=courier_time,
            sms="sms_send_in",
            when=by_courier,
        ),
        Act(
            "send_booked",
            "book_send_in",
            using=("send_order",),
            confirm="twice",
            ask="confirm_drop_off",
            sms="sms_send_in",
            when=handed_in,
        ),
        Decision("send_told", tell_booked, may=TOLD_MAY, serves="send_in"),
    ),
    then="anything_else",
)
