"""Tell the nearest centres one at a time: how far, where, and how long it is open."""

from typing import Any

from ivr.callflow import texting
from ivr.callflow.paging import listed, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Fill, Goto, Moves
from ivr.dialog.values import Json, Slots
from ivr.services.centres.forms.place import ASK_PLACE

TOLD_AGAIN = Clear(("centre", "centre_told", "centre_wish", "centre_followed"))
ASK_CITY = Clear((*ASK_PLACE.slots, "centres", "centres_found", "centre_index", *TOLD_AGAIN.slots))
ONE = {"km": "kilometre", "miles": "mile"}
DISTANCES = ("here", *ONE, *ONE.values())
FOUND_MAY: Moves = (Say("no_centre_there"), ASK_CITY, Fill("centre_index", 0))
TOLD_MAY: Moves = (
    Fill("centre", {}),
    *(Say(f"{which}_{how}") for which in ("nearest", "next_nearest") for how in DISTANCES),
    *(Say(prompt) for prompt in ("centre_address", "centre_open", "centre_open_extended", "centre_extended")),
    *(Say(prompt) for prompt in ("centre_closed", "centre_closed_for_now", "centre_holiday", "centre_hours_unknown")),
)
FOLLOWED_MAY: Moves = (
    *(Fill("centre_index", 0), TOLD_AGAIN, ASK_CITY, Clear(("centre_wish", "centre_followed"))),
    *(Say("no_more_centres"), Say("takes_no_appointments"), Goto("centre_booking"), Goto("anything_else")),
    *(Clear(("moving",)), Say("text_off"), Fill(texting.ANSWER, {}), Goto(texting.FORM)),
)


def check_centres(slots: Slots) -> Moves:
    """Ask for another city where there is no centre in the country."""
    at: Any = slots["centre_at"]
    if not listed(slots, "centres"):
        return Say("no_centre_there", {"country": at["country"]}), ASK_CITY
    return (Fill("centre_index", 0),)


def tell_centre(slots: Slots) -> Moves:
    """Say the centre whose turn it is."""
    index = place(slots, "centre_index")
    centre = listed(slots, "centres")[index]
    where = {"address": centre["address"], "city": centre["city"]}
    return Fill("centre", centre), _distance(centre, index), Say("centre_address", where), _hours(centre)


def leave_out(slots: Slots) -> tuple[str, ...]:
    """Return the offers that this centre has not: a next one, an appointment, a text message with the map."""
    centre: Any = slots.get("centre") or {}
    last = place(slots, "centre_index") + 1 >= len(listed(slots, "centres"))
    left_out = {"offer_next": last, "offer_booking": not centre.get("books"), "offer_map": not texting.can_text(slots)}
    return tuple(offer for offer, is_left_out in left_out.items() if is_left_out)


def follow(slots: Slots) -> Moves:
    """Do what the caller wishes."""
    match slots["centre_wish"]:
        case "next" if "offer_next" in leave_out(slots):
            return Say("no_more_centres"), Clear(("centre_wish", "centre_followed"))
        case "next":
            return Fill("centre_index", place(slots, "centre_index") + 1), TOLD_AGAIN
        case "book" if "offer_booking" in leave_out(slots):
            return Say("takes_no_appointments"), Clear(("centre_wish", "centre_followed"))
        case "book":
            return Clear(("moving",)), Goto("centre_booking")
        case "map":
            return send_map(slots)
        case "city":
            return (ASK_CITY,)
    return (Goto("anything_else"),)


def send_map(slots: Slots) -> Moves:
    """Hand address and map to the form that sends texts, where there are any."""
    centre: Any = slots["centre"]
    if not texting.can_text(slots):
        return Say("text_off"), Clear(("centre_wish", "centre_followed"))
    says: list[Json] = [["sms_centre", {name: centre[name] for name in ("name", "address", "city")}]]
    says += [["sms_map", {"map": centre["map"]}]] if centre["map"] else []
    return Fill(texting.ANSWER, {"language": slots["language"], "says": says}), Goto(texting.FORM)


def _distance(centre: dict[str, Any], index: int) -> Say:
    which = "next_nearest" if index else "nearest"
    far, unit = centre["distance"], centre["unit"]
    how = "here" if not far else ONE.get(unit, unit) if far == 1 else unit
    return Say(f"{which}_{how}", {"name": centre["name"], "distance": far})


def _hours(centre: dict[str, Any]) -> Say:
    status, closes, extended, opens = (centre[each] for each in ("status", "closes", "extended", "opens"))
    if status == "open" and closes:
        if extended:
            return Say("centre_open_extended", {"closes": closes, "extended": extended})
        return Say("centre_open", {"closes": closes})
    if status == "extended" and closes:
        return Say("centre_extended", {"closes": closes})
    if status in ("closed", "holiday"):
        if not opens:
            return Say("centre_closed_for_now")
        return Say("centre_holiday" if status == "holiday" else "centre_closed", {"opens": opens})
    return Say("centre_hours_unknown")
