"""Tell where the nearest service centres are, and how long they are open."""

from ivr.dialog.costs import Costs
from ivr.dialog.instructions import Keys
from ivr.dialog.script import Decision, Field, Form, Goto, LookUp
from ivr.services.centres.forms.nearest import (
    FOLLOWED_MAY,
    FOUND_MAY,
    TOLD_MAY,
    check_centres,
    follow,
    leave_out,
    tell_centre,
)
from ivr.services.centres.forms.place import CHOSEN_MAY, check_places, choose_place, is_ambiguous, list_places
from ivr.services.centres.forms.place import FOUND_MAY as PLACES_MAY

WRONG_PLACE = Costs(wrong=5.0)
"""Less than another wrong answer: the caller hears which city it is, and "another city" is offered at once."""

OFFERS = ("offer_next", "offer_booking", "offer_city")
SECOND_BREATH = ("offer_map", "offer_city")
CENTRES = Form(
    "centres",
    (
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
        Decision("places_found", check_places, may=PLACES_MAY),
        Field(
            "which_place",
            ("centre_choice",),
            ("choose_place",),
            when=is_ambiguous,
            before=list_places,
            may_say=tuple(f"place{where}_{key}" for where in ("", "_in_country") for key in (1, 2, 3)),
        ),
        Decision("place_chosen", choose_place, may=CHOSEN_MAY),
        LookUp("centres", "centres", using=("centre_at",)),
        Decision("centres_found", check_centres, may=FOUND_MAY),
        Decision("centre_told", tell_centre, may=TOLD_MAY, serves="centres"),
        Field(
            "centre_wish",
            ("centre_wish",),
            (OFFERS, SECOND_BREATH),
            leaves_out=leave_out,
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="centre_help",
        ),
        Decision("centre_followed", follow, may=FOLLOWED_MAY),
    ),
    then="anything_else",
)
