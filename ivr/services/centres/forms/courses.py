"""Tell when the next courses for older users are near the caller, and book a seat."""

from collections.abc import Mapping
from typing import Any

from ivr.callflow.identity import own_page
from ivr.callflow.paging import BREATH, MORE, chosen, following, has_more, listed, page, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, Form, Goto, LookUp, Moves
from ivr.dialog.values import Json, Slots
from ivr.services.centres.forms.place import place_items

WHICH_AGAIN = Clear(("course_which", "course_chosen"))
AGAIN = Clear(("courses", "courses_found", "course_which", "course_chosen", "course_sent", "course_told"))
FOUND_MAY: Moves = (Say("no_courses"), Goto("anything_else"), Fill("course_page", 0))
CHOSEN_MAY: Moves = (Fill("course", {}), Fill("course_page", 0), WHICH_AGAIN, Say("no_such_slot"))
TOLD_MAY: Moves = (
    *(Fill("web_page", {}), Fill("appointment_proved", {})),
    *(Say(prompt) for prompt in ("course_booked", "course_bring", "course_full", "course_not_booked")),
    *(AGAIN, Goto("agent")),
)


def check_courses(slots: Slots) -> Moves:
    """Tell when there is none near the caller."""
    return (Fill("course_page", 0),) if listed(slots, "courses") else (Say("no_courses"), Goto("anything_else"))


def list_courses(slots: Slots) -> tuple[Say, ...]:
    """Name three courses, each before its key."""
    found = enumerate(page(slots, "courses", "course_page"), start=1)
    named = tuple(Say(f"course_{key}", told(each)) for key, each in found)
    return (*named, Say("other_courses")) if has_more(slots, "courses") else named


def choose_course(slots: Slots) -> Moves:
    """Take the course, or turn the page."""
    if course := chosen(slots, "course_which", "courses", "course_page"):
        return (Fill("course", course),)
    if place(slots, "course_which") == MORE:
        return Fill("course_page", following(slots, "courses", "course_page")), WHICH_AGAIN
    return Say("no_such_slot"), WHICH_AGAIN


def told(course: Any) -> dict[str, Json]:
    """Return what is said of a course."""
    return {name: course[name] for name in ("title", "name", "city", "starts")}


def which(slots: Slots) -> Mapping[str, Json]:
    """Return what is said of the course that was chosen."""
    return told(slots["course"])


def tell_booked(slots: Slots) -> Moves:
    """Say what came of it; a course that is full meanwhile leads to those that have seats."""
    match slots["course_sent"]:
        case {"status": "done", "result": {"number": number, **clock}}:
            given: dict[str, Any] = {name: clock[name] for name in ("timezone", "minutes") if name in clock}
            about = {**which(slots), **given}
            page = own_page("centres", "appointment", str(number), about)
            caller = slots.get("caller")
            proved = (Fill("appointment_proved", {"number": str(number), "phone": caller}),) if caller else ()
            return Say("course_booked", {**which(slots), "number": str(number)}), Say("course_bring"), page, *proved
        case {"status": "refused", "reason": "taken" | "late"}:
            return Say("course_full"), AGAIN
        case {"status": "refused"}:
            return (Goto("agent"),)
        case {"status": "declined"}:
            return (Say("course_not_booked"),)
    return ()


COURSES = Form(
    "courses",
    (
        *place_items(),
        LookUp("courses", "courses", using=("centre_at",), tries=1000),
        Decision("courses_found", check_courses, may=FOUND_MAY),
        Field(
            "course_which",
            ("centre_choice",),
            ("choose_course",),
            before=list_courses,
            may_say=(*(f"course_{key}" for key in range(1, BREATH + 1)), "other_courses"),
            misses=2,
            last_resort=(Goto("anything_else"),),
        ),
        Decision("course_chosen", choose_course, may=CHOSEN_MAY, serves="centres"),
        Act(
            "course_sent",
            "book_course",
            using=("course", "caller"),
            confirm="twice",
            ask="confirm_course",
            values=which,
            sms="sms_course",
        ),
        Decision("course_told", tell_booked, may=TOLD_MAY, serves="centres"),
    ),
    then="anything_else",
)
