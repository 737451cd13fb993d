"""Tell where the nearest service centres are, and how long they are open."""

from ivr.dialog.costs import OFFER
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
from ivr.services.centres.forms.place import place_items

OFFERS = ("offer_next", "offer_booking", "offer_city")
SECOND_BREATH = ("offer_map", "offer_city")
CENTRES = Form(
    "centres",
    (
        *place_items(),
        LookUp("centres", "centres", using=("centre_at",)),
        Decision("centres_found", check_centres, may=FOUND_MAY),
        Decision("centre_told", tell_centre, may=TOLD_MAY, serves="centres"),
        Field(
            "centre_wish",
            ("centre_wish",),
            (OFFERS, SECOND_BREATH),
            costs=OFFER,
            leaves_out=leave_out,
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="centre_help",
        ),
        Decision("centre_followed", follow, may=FOLLOWED_MAY),
    ),
    then="anything_else",
)
