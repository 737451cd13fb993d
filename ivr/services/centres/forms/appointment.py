"""Change or cancel an appointment, or a seat of a course: found by its number and the phone it was booked with."""

from typing import Any

from ivr.callflow.asking_numbers import number_field
from ivr.dialog.costs import OFFER
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, Form, Goto, Identifier, LookUp, Moves
from ivr.dialog.values import Slots
from ivr.identifiers import Shape

NUMBER_DIGITS = 8
FORGET = Clear(("appointment_proved",))
ASKED_AGAIN = Clear(("appointment_number", "appointment_phone", "appointment", "appointment_found"))
NOT_FOUND: Moves = (Say("appointment_not_found"), Fill("appointment_elsewhere", True), FORGET, ASKED_AGAIN)
WISH_AGAIN = Clear(("appointment_wish", "appointment_followed"))
FOLLOWED_MAY: Moves = tuple(Goto(form) for form in ("centre_booking", "centre_call_off", "anything_else"))
MOVED = Fill("moving", {})
SAID = ("called_off", "not_called_off", "seat_given_back", "seat_kept")
CALLED_OFF_MAY: Moves = (*map(Say, SAID), FORGET, Goto("agent"))
OFFERS = ("offer_move", "offer_call_off")


def needs_number(slots: Slots) -> bool:
    """Tell whether the appointment is not known from this call."""
    return not slots.get("appointment_proved")


def needs_phone(slots: Slots) -> bool:
    """Tell whether the phone number must be asked for: that of the call is withheld, or has no such appointment."""
    return needs_number(slots) and (not slots.get("caller") or bool(slots.get("appointment_elsewhere")))


def check_found(slots: Slots) -> Moves:
    """Ask for both numbers again when nothing was found; else nothing is asked again in this call."""
    found: Any = slots["appointment"]
    if not found:
        return NOT_FOUND
    return (Fill("appointment_proved", {"number": found["number"], "phone": found["phone"]}),)


def tell_appointment(slots: Slots) -> Moves:
    """Say where and when the caller is expected."""
    found: Any = slots["appointment"]
    where = {"name": found["name"], "starts": found["starts"]}
    return (Say("seat_is", {**where, "title": found["title"]}) if is_seat(slots) else Say("appointment_is", where),)


def is_seat(slots: Slots) -> bool:
    """Tell whether it is a seat of a course."""
    found: Any = slots.get("appointment")
    return bool(found and found.get("title"))


def is_appointment(slots: Slots) -> bool:
    """Tell whether it is an appointment at a centre."""
    return not is_seat(slots)


def leave_out(slots: Slots) -> tuple[str, ...]:
    """Return the offers that don't hold: a course has its own time."""
    return ("offer_move",) if is_seat(slots) else ()


def follow(slots: Slots) -> Moves:
    """Do what the caller wishes."""
    match slots["appointment_wish"]:
        case "move" if is_seat(slots):
            return Say("seat_not_moved"), WISH_AGAIN
        case "move":
            return Fill("moving", slots["appointment"]), Goto("centre_booking")
        case "cancel":
            return (Goto("centre_call_off"),)
    return (Goto("anything_else"),)


def tell_called_off(slots: Slots) -> Moves:
    """Say what came of it."""
    match slots["call_off"]:
        case {"status": "done"}:
            return Say("seat_given_back" if is_seat(slots) else "called_off"), FORGET
        case {"status": "declined"}:
            return (Say("seat_kept" if is_seat(slots) else "not_called_off"),)
        case {"status": "refused"}:
            return (Goto("agent"),)
    return ()


APPOINTMENT = Form(
    "centre_appointment",
    (
        number_field(
            "appointment_number",
            "appointment",
            ("ask_appointment", "ask_appointment_again"),
            Identifier(Shape(least=6, most=NUMBER_DIGITS)),
            usual_digits=(NUMBER_DIGITS,),
            when=needs_number,
        ),
        number_field(
            "appointment_phone",
            "appointment",
            ("ask_appointment_phone", "ask_appointment_phone_again"),
            Identifier(Shape(least=7, most=15)),
            usual_digits=(10,),
            when=needs_phone,
        ),
        LookUp(
            "appointment",
            "appointment",
            using=("appointment_number", "appointment_phone", "appointment_proved", "caller", "region"),
        ),
        Decision("appointment_found", check_found, may=(*NOT_FOUND, Fill("appointment_proved", {}))),
        Decision("appointment_told", tell_appointment, may=(Say("appointment_is"), Say("seat_is")), serves="centres"),
        Field(
            "appointment_wish",
            ("appointment_wish",),
            (OFFERS,),
            costs=OFFER,
            leaves_out=leave_out,
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="appointment_help",
        ),
        Decision("appointment_followed", follow, may=(MOVED, Say("seat_not_moved"), WISH_AGAIN, *FOLLOWED_MAY)),
    ),
    then="anything_else",
)
CALL_OFF = Form(
    "centre_call_off",
    (
        Decision(
            "call_off_needs",
            lambda slots: () if slots.get("appointment_proved") else (Goto("centre_appointment"),),
            may=(Goto("centre_appointment"),),
        ),
        Act(
            "call_off",
            "cancel_centre",
            using=("appointment_proved",),
            confirm="twice",
            ask="confirm_call_off",
            sms="sms_called_off",
            when=is_appointment,
        ),
        Act(
            "call_off",
            "cancel_centre",
            using=("appointment_proved",),
            confirm="twice",
            ask="confirm_seat_back",
            sms="sms_seat_back",
            when=is_seat,
        ),
        Decision("call_off_told", tell_called_off, may=CALLED_OFF_MAY, serves="centres"),
    ),
    then="anything_else",
)
