"""Choose when a courier comes: a day, then a time where it has several."""

from typing import Any

from ivr.callflow.paging import BREATH, MORE, chosen, following, has_more, listed, page, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Item, LookUp, Move, Moves
from ivr.dialog.values import Slots

TIMES = ("pick_up_times", "pick_up_page", "pick_up_time", "pick_up_chosen", "pick_up")
AGAIN = Clear(("pick_ups", "pick_ups_found", "pick_up_day", "pick_up_day_chosen", *TIMES))
DAY_AGAIN, TIME_AGAIN = Clear(("pick_up_day", "pick_up_day_chosen")), Clear(("pick_up_time", "pick_up_chosen"))
DAY_MAY: Moves = (Fill("pick_up_times", []), Fill("pick_up_page", 0), DAY_AGAIN, Say("no_such_pick_up"))
BOTH_AGAIN = Clear((*DAY_AGAIN.slots, *TIME_AGAIN.slots))
TIME_MAY: Moves = (Fill("pick_up", {}), BOTH_AGAIN, Say("no_such_pick_up"))


def by_courier(slots: Slots) -> bool:
    """Tell whether a courier shall come."""
    return slots.get("send_way") != "drop_off"


def has_times(slots: Slots) -> bool:
    """Tell whether there are several times on the day."""
    return by_courier(slots) and len(listed(slots, "pick_up_times")) > 1


def list_days(slots: Slots) -> tuple[Say, ...]:
    """Name three days, each before its key."""
    days = enumerate(page(slots, "pick_ups", "pick_up_page"), start=1)
    named = tuple(Say(f"pick_up_day_{key}", {"day": each["day"]}) for key, each in days)
    return (*named, Say("pick_up_later")) if has_more(slots, "pick_ups") else named


def choose_day(slots: Slots) -> Moves:
    """Take the day, or turn the page."""
    if day := chosen(slots, "pick_up_day", "pick_ups", "pick_up_page"):
        return (Fill("pick_up_times", day["times"]),)
    if place(slots, "pick_up_day") == MORE:
        return Fill("pick_up_page", following(slots, "pick_ups", "pick_up_page")), DAY_AGAIN
    return Say("no_such_pick_up"), DAY_AGAIN


def list_times(slots: Slots) -> tuple[Say, ...]:
    """Name the times of the day, each before its key."""
    times = enumerate(listed(slots, "pick_up_times")[:BREATH], start=1)
    return tuple(Say(f"pick_up_time_{key}", hours(each)) for key, each in times)


def choose_time(slots: Slots) -> Moves:
    """Take the time; a day that has none is asked again."""
    times = listed(slots, "pick_up_times")
    key = place(slots, "pick_up_time") if len(times) > 1 else 1
    if 0 < key <= min(BREATH, len(times)):
        return (Fill("pick_up", times[key - 1]),)
    return Say("no_such_pick_up"), TIME_AGAIN if times else BOTH_AGAIN


def hours(time: Any) -> dict[str, Any]:
    """Return from when until when."""
    return {"starts": time["starts"], "ends": time["ends"]}


def pick_up_items(*otherwise: Move) -> tuple[Item, ...]:
    """Return the items that choose a courier's time; `otherwise` is done when none can come for weeks."""

    def check_days(slots: Slots) -> Moves:
        """Tell when no courier can come."""
        return (Fill("pick_up_page", 0),) if listed(slots, "pick_ups") else (Say("no_pick_ups"), *otherwise)

    return (
        LookUp("pick_ups", "pick_ups", using=("region",), tries=1000, when=by_courier),
        Decision(
            "pick_ups_found", check_days, may=(Say("no_pick_ups"), Fill("pick_up_page", 0), *otherwise), when=by_courier
        ),
        Field(
            "pick_up_day",
            ("send_choice",),
            ("choose_pick_up_day",),
            when=by_courier,
            before=list_days,
            may_say=(*(f"pick_up_day_{key}" for key in range(1, BREATH + 1)), "pick_up_later"),
        ),
        Decision("pick_up_day_chosen", choose_day, may=DAY_MAY, when=by_courier),
        Field(
            "pick_up_time",
            ("send_choice",),
            ("choose_pick_up_time",),
            when=has_times,
            before=list_times,
            may_say=tuple(f"pick_up_time_{key}" for key in range(1, BREATH + 1)),
        ),
        Decision("pick_up_chosen", choose_time, may=TIME_MAY, when=by_courier),
    )
