"""Book an appointment at the centre that was told: a day, a time, a yes."""

from collections.abc import Mapping
from typing import Any

from ivr.callflow.identity import own_page
from ivr.callflow.paging import BREATH, MORE, chosen, following, has_more, listed, page, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, Form, Goto, LookUp, Moves
from ivr.dialog.values import Json, Slots

AGAIN = Clear(
    (
        *("free_days", "days_found", "days_page", "booking_day", "day_chosen"),
        *("times_page", "booking_time", "time_chosen", "booking_sent", "booking_told"),
    )
)
DONE = Clear(("moving",))
NEEDED_MAY: Moves = (Goto("centres"),)
DAYS_MAY: Moves = (Say("no_free_slots"), Goto("anything_else"), Fill("days_page", 0))
DAY_AGAIN, TIME_AGAIN = Clear(("booking_day", "day_chosen")), Clear(("booking_time", "time_chosen"))
DAY_MAY: Moves = (
    *(Fill("booking_times", []), Fill("times_page", 0), Fill("days_page", 0), DAY_AGAIN, Say("no_such_slot")),
)
TIME_MAY: Moves = (Fill("booking", {}), Fill("times_page", 0), TIME_AGAIN, Say("no_such_slot"))
TOLD_MAY: Moves = (
    *(
        Say(prompt)
        for prompt in ("booked", "moved", "bring_along", "not_booked", "not_moved", "slot_taken", "slot_over")
    ),
    *(AGAIN, DONE, Fill("appointment_proved", {}), Goto("agent"), Fill("web_page", {})),
)


def needs_centre(slots: Slots) -> Moves:
    """Let the caller choose a centre first where none was told."""
    return () if is_moving(slots) or slots.get("centre") else (Goto("centres"),)


def is_moving(slots: Slots) -> bool:
    """Tell whether an appointment gets another slot, of the centre where it is."""
    return bool(slots.get("moving"))


def is_new(slots: Slots) -> bool:
    """Tell whether it is an appointment of its own."""
    return not is_moving(slots)


def check_days(slots: Slots) -> Moves:
    """Tell when nothing is free for weeks."""
    return (Fill("days_page", 0),) if listed(slots, "free_days") else (Say("no_free_slots"), Goto("anything_else"))


def list_days(slots: Slots) -> tuple[Say, ...]:
    """Name three days, each before its key."""
    days = page(slots, "free_days", "days_page")
    named = tuple(Say(f"day_{key}", {"day": each["day"]}) for key, each in enumerate(days, start=1))
    return (*named, Say("other_days")) if has_more(slots, "free_days") else named


def choose_day(slots: Slots) -> Moves:
    """Take the day, or turn the page."""
    if day := chosen(slots, "booking_day", "free_days", "days_page"):
        return Fill("booking_times", day["times"]), Fill("times_page", 0)
    if place(slots, "booking_day") == MORE:
        return Fill("days_page", following(slots, "free_days", "days_page")), DAY_AGAIN
    return Say("no_such_slot"), DAY_AGAIN


def list_times(slots: Slots) -> tuple[Say, ...]:
    """Name three times of the day, each before its key."""
    times = page(slots, "booking_times", "times_page")
    named = tuple(Say(f"time_{key}", {"time": each}) for key, each in enumerate(times, start=1))
    return (*named, Say("other_times")) if has_more(slots, "booking_times") else named


def choose_time(slots: Slots) -> Moves:
    """Take the time, or turn the page."""
    if starts := chosen(slots, "booking_time", "booking_times", "times_page"):
        return (Fill("booking", {**_centre(slots), "starts": starts}),)
    if place(slots, "booking_time") == MORE:
        return Fill("times_page", following(slots, "booking_times", "times_page")), TIME_AGAIN
    return Say("no_such_slot"), TIME_AGAIN


def what(slots: Slots) -> Mapping[str, Json]:
    """Return the centre's name and the slot that shall be booked."""
    booking: Any = slots["booking"]
    return {"name": booking["name"], "starts": booking["starts"]}


def appointment(slots: Slots, clock: Mapping[Any, Any]) -> Mapping[str, Json]:
    """Return what the page of an appointment shows; without a time zone it is by the centre's clock."""
    centre: Any = slots.get("centre") or {}
    booking: Any = slots["booking"]
    where = {name: centre[name] for name in ("address", "city")} if centre.get("id") == booking["centre"] else {}
    return {**what(slots), **where, **{name: clock[name] for name in ("timezone", "minutes") if name in clock}}


def tell_booking(slots: Slots) -> Moves:
    """Say what came of it; a slot that somebody else got meanwhile leads to those that are still free."""
    match slots["booking_sent"]:
        case {"status": "done", "result": {"number": number, **clock}}:
            told = {**what(slots), "number": str(number)}
            page = own_page("centres", "appointment", str(number), appointment(slots, clock))
            if is_moving(slots):
                return Say("moved", told), page, DONE
            caller = slots.get("caller")
            proved = (Fill("appointment_proved", {"number": str(number), "phone": caller}),) if caller else ()
            return Say("booked", told), Say("bring_along"), page, *proved
        case {"status": "refused", "reason": "taken"}:
            return Say("slot_taken"), AGAIN
        case {"status": "refused", "reason": "late" | "closed"}:
            return Say("slot_over"), AGAIN
        case {"status": "refused"}:
            return (Goto("agent"),)
        case {"status": "declined"}:
            return Say("not_moved" if is_moving(slots) else "not_booked"), DONE
    return ()


def _centre(slots: Slots) -> dict[str, Json]:
    """Return the id and the name of the centre: that of the appointment which is moved, else the one that was told."""
    moving, centre = slots.get("moving"), slots.get("centre")
    known: Any = {"id": moving["centre"], "name": moving["name"]} if isinstance(moving, dict) else centre
    return {"centre": known["id"], "name": known["name"]}


BOOKING = Form(
    "centre_booking",
    (
        Decision("centre_known", needs_centre, may=NEEDED_MAY),
        LookUp("free_days", "centre_slots", using=("centre", "moving")),
        Decision("days_found", check_days, may=DAYS_MAY),
        Field(
            "booking_day",
            ("centre_choice",),
            ("choose_day",),
            before=list_days,
            may_say=(*(f"day_{key}" for key in range(1, BREATH + 1)), "other_days"),
        ),
        Decision("day_chosen", choose_day, may=DAY_MAY),
        Field(
            "booking_time",
            ("centre_choice",),
            ("choose_time",),
            before=list_times,
            may_say=(*(f"time_{key}" for key in range(1, BREATH + 1)), "other_times"),
        ),
        Decision("time_chosen", choose_time, may=TIME_MAY),
        Act(
            "booking_sent",
            "book_centre",
            using=("booking", "caller"),
            confirm="twice",
            ask="confirm_booking",
            values=what,
            sms="sms_booked",
            when=is_new,
        ),
        Act(
            "booking_sent",
            "move_centre",
            using=("booking", "moving"),
            confirm="twice",
            ask="confirm_booking",
            values=what,
            sms="sms_booked",
            when=is_moving,
        ),
        Decision("booking_told", tell_booking, may=TOLD_MAY, serves="centres"),
    ),
    then="anything_else",
)
