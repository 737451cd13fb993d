"""Find the model, tell the price of a new screen, then of other parts."""

from ivr.callflow.which_model import model_items
from ivr.dialog.script import Decision, Field, Form, Goto, LookUp
from ivr.services.screen.forms.parts import PART_MAY, SCREEN_MAY, tell_part, tell_screen

KINDS_OF_PARTS = ("ask_part", "ask_part_more")

SCREEN = Form(
    "screen",
    (
        *model_items(),
        LookUp("prices", "part_prices", using=("model", "region")),
        Decision("screen_told", tell_screen, may=SCREEN_MAY, serves="screen"),
        Field(
            "part_wanted",
            ("part",),
            (KINDS_OF_PARTS,),
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="part_help",
        ),
        Decision("part_told", tell_part, may=PART_MAY),
    ),
    then="anything_else",
)
