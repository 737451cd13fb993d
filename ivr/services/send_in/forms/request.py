"""Tell how far a request is, both ways: the carrier, the last scan, the expected day; change or cancel it."""

from typing import Any

from ivr.callflow.asking_numbers import number_field
from ivr.callflow.identity import device, own_page
from ivr.dialog.costs import OFFER
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, Goto, Identifier, LookUp, Moves
from ivr.dialog.values import Slots
from ivr.identifiers import Shape
from ivr.services.send_in.forms.slots import SCANS

WAYS = ("to_us", "to_you")
NUMBER = Identifier(Shape(least=8, most=15, checked=15))
PHONE = Identifier(Shape(least=7, most=15))
ASKED, ASKED_PROOF = ("ask_send_number", "ask_send_number_again"), ("ask_send_proof", "ask_send_proof_again")
ASKED_AGAIN = Clear(("send_known", "send_number", "send_proof", "send_proved", "send_request", "send_found"))
NOT_FOUND: Moves = (Say("send_request_not_found"), Fill("send_elsewhere_known", True), ASKED_AGAIN)
TOLD_MAY: Moves = (
    *(Say(f"parcel_{way}_{scan}") for way in WAYS for scan in (*SCANS, "other")),
    *(Say(prompt) for prompt in ("parcel_scanned", "parcel_scanned_in", "parcel_expected", "send_cancelled_before")),
    *(Say(prompt) for prompt in ("courier_comes", "send_awaited", "send_address_missing")),
    Fill("web_page", {}),
)
OFFERS = ("offer_change", "offer_cancel", "offer_link")
SECOND_BREATH = ("offer_hand_in", "offer_pick_up")
FOLLOWED_MAY: Moves = tuple(Goto(form) for form in ("send_change", "send_cancel", "send_link", "anything_else"))


def needs_number(slots: Slots) -> bool:
    """Tell whether the request is not known yet."""
    return not slots.get("send_proved")


def use_device(slots: Slots) -> Moves:
    """Look for the request of the device that was named before in this call, once."""
    known = device(slots)
    return (Fill("send_number", known["imei"]),) if known and not slots.get("send_elsewhere_known") else ()


def check_found(slots: Slots) -> Moves:
    """Ask for both numbers again when nothing was found; else nothing is asked again in this call."""
    request: Any = slots["send_request"]
    if not request:
        return NOT_FOUND
    if slots.get("send_proved") or "phone" not in request:
        return ()
    return (Fill("send_proved", {"number": request["number"], "phone": request["phone"]}),)


def tell_request(slots: Slots) -> Moves:
    """Say where the parcel is; where nothing was scanned yet, what is booked."""
    request: Any = slots["send_request"]
    if request["stage"] == "cancelled":
        return (Say("send_cancelled_before", {"model": request["model"]}),)
    if request["shipments"]:
        return tuple(say for parcel in sorted(request["shipments"], key=_order) for say in _parcel(parcel, request))
    missing = (Say("send_address_missing"),) if request["way"] == "courier" and not request["has_address"] else ()
    if request["starts"] and request["ends"]:
        return Say("courier_comes", {"starts": request["starts"], "ends": request["ends"]}), *missing
    return Say("send_awaited", {"model": request["model"]}), *missing


def tell_with_page(slots: Slots) -> Moves:
    """Say where the parcel is, and keep for the call that a text message may lead to the request's page."""
    request: Any = slots["send_request"]
    proved: Any = slots["send_proved"]
    page = own_page("send_in", "send_in", str(request["number"]), {"phone": str(proved["phone"])})
    return (*tell_request(slots), *(() if request["stage"] == "cancelled" else (page,)))


def can_change(slots: Slots) -> bool:
    """Tell whether the request can still be changed."""
    request: Any = slots.get("send_request")
    return bool(request and request["changes"])


def leave_out(slots: Slots) -> tuple[str, ...]:
    """Return the offers that only the other way has."""
    request: Any = slots.get("send_request") or {}
    return ("offer_pick_up",) if request.get("way") == "courier" else ("offer_change", "offer_link", "offer_hand_in")


def follow(slots: Slots) -> Moves:
    """Do what the caller wishes, where it fits the way that the phone comes to us."""
    request: Any = slots["send_request"]
    match slots["send_wish"], request["way"]:
        case ("cancel", _) | ("link", "courier"):
            return (Goto(f"send_{slots['send_wish']}"),)
        case ("courier", _) | ("change" | "drop_off", "courier"):
            return (Goto("send_change"),)
    return (Goto("anything_else"),)


def _order(parcel: Any) -> int:
    return -WAYS.index(parcel["way"])


def _parcel(parcel: Any, request: Any) -> Moves:
    scan = parcel["scan"] if parcel["scan"] in SCANS else "other"
    told = Say(f"parcel_{parcel['way']}_{scan}", {"carrier": parcel["carrier"], "model": request["model"]})
    when = {"at": parcel["scanned_at"]}
    seen = (
        Say("parcel_scanned_in", {**when, "place": parcel["place"]}) if parcel["place"] else Say("parcel_scanned", when)
    )
    is_expected = parcel["expected"] and scan != "delivered"
    return told, seen, *((Say("parcel_expected", {"expected": parcel["expected"]}),) if is_expected else ())


REQUEST = Form(
    "send_request",
    (
        Decision("send_known", use_device, may=(Fill("send_number", ""),), when=needs_number),
        number_field("send_number", "send", ASKED, NUMBER, usual_digits=(8, 15), when=needs_number),
        number_field("send_proof", "send", ASKED_PROOF, PHONE, usual_digits=(10,), when=needs_number),
        LookUp("send_request", "send_in", using=("send_number", "send_proof", "send_proved", "caller", "region")),
        Decision("send_found", check_found, may=(*NOT_FOUND, Fill("send_proved", {}))),
        Decision("send_request_told", tell_with_page, may=TOLD_MAY, serves="send_in"),
        Field(
            "send_wish",
            ("send_wish",),
            (OFFERS, SECOND_BREATH),
            costs=OFFER,
            when=can_change,
            leaves_out=leave_out,
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="send_wish_help",
        ),
        Decision("send_followed", follow, may=FOLLOWED_MAY, when=can_change),
    ),
    then="anything_else",
)
