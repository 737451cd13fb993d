"""Find out near which place a centre is sought: by its name, typed keys, or where the caller's number is."""

from typing import Any

from ivr.callflow.identity import region_of
from ivr.callflow.paging import MORE, chosen, following, listed, page, place
from ivr.dialog.costs import Costs
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.script import Clear, Decision, Field, Fill, Item, LookUp, Moves
from ivr.dialog.values import Slots
from ivr.services.centres.names import NEAR_ME

WRONG_PLACE = Costs(wrong=5.0)
"""Less than another wrong answer: the caller hears which city it is, and "another city" is offered at once."""

ASK_PLACE = Clear(("centre_place", "places", "places_found", "places_page", "which_place", "place_chosen", "centre_at"))
FOUND_MAY: Moves = (
    *(Say(prompt) for prompt in ("near_me_unknown", "keys_unknown", "place_unknown")),
    ASK_PLACE,
    Fill("centre_at", {}),
)
CHOSEN_MAY: Moves = (
    *(Fill("centre_at", {}), Fill("places_page", 0), Clear(("which_place", "place_chosen")), ASK_PLACE),
    *(Say("name_the_area"), Say("no_such_place"), Say("place_abroad")),
)


def check_places(slots: Slots) -> Moves:
    """Ask again when no place is found."""
    if listed(slots, "places"):
        return ()
    sought = str(slots["centre_place"])
    prompt = "near_me_unknown" if sought in NEAR_ME else "keys_unknown" if sought.isdecimal() else "place_unknown"
    return Say(prompt), ASK_PLACE


def is_ambiguous(slots: Slots) -> bool:
    """Tell whether several places may be meant."""
    return len(listed(slots, "places")) > 1


def list_places(slots: Slots) -> tuple[Say, ...]:
    """Name the places that may be meant, each before its key: by the area where there is one, else by the country."""
    return tuple(_offer(each, key) for key, each in enumerate(page(slots, "places", "places_page"), start=1))


def choose_place(slots: Slots) -> Moves:
    """Fill `centre_at`, turn the page, or ask again; a place in another country than the caller's is told."""
    found = listed(slots, "places")
    if len(found) == 1:
        return _go_there(found[0], slots)
    if meant := chosen(slots, "which_place", "places", "places_page"):
        return _go_there(meant, slots)
    if place(slots, "which_place") != MORE:
        return Say("no_such_place"), Clear(("which_place", "place_chosen"))
    turned = following(slots, "places", "places_page")
    if turned:
        return Fill("places_page", turned), Clear(("which_place", "place_chosen"))
    return Say("name_the_area"), ASK_PLACE


def _go_there(where: dict[str, Any], slots: Slots) -> Moves:
    home = region_of(slots).get("country")
    abroad = (Say("place_abroad", {"country": where["country"]}),) if home and home != where["country"] else ()
    return *abroad, Fill("centre_at", where)


def _offer(where: dict[str, Any], key: int) -> Say:
    if where.get("area"):
        return Say(f"place_{key}", {"city": where["name"], "area": where["area"]})
    return Say(f"place_in_country_{key}", {"city": where["name"], "country": where["country"]})


def place_items() -> tuple[Item, ...]:
    """Return the items that fill `centre_at`."""
    return (
        Field(
            "centre_place",
            ("centre_place",),
            ("ask_place", "ask_place_again", "ask_place_by_keys"),
            read_back="confirm_place",
            corrections=("centre_place",),
            costs=WRONG_PLACE,
            keys=Keys(8, "#"),
            timeout=8.0,
            help="place_help",
        ),
        LookUp("places", "places", using=("centre_place", "region", "caller")),
        Decision("places_found", check_places, may=FOUND_MAY),
        Field(
            "which_place",
            ("centre_choice",),
            ("choose_place",),
            when=is_ambiguous,
            before=list_places,
            may_say=tuple(f"place{where}_{key}" for where in ("", "_in_country") for key in (1, 2, 3)),
        ),
        Decision("place_chosen", choose_place, may=CHOSEN_MAY),
    )
