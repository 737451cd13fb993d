"""Find the model, tell the price of a new screen, then of other parts."""

from ivr.callflow.which_model import model_items
from ivr.dialog.script import Decision, Field, Form, LookUp
from ivr.services.screen.forms.parts import PART_MAY, SCREEN_MAY, WHERE_IT_IS_DONE, tell_part, tell_screen

SCREEN = Form(
    "screen",
    (
        *model_items(),
        LookUp("prices", "part_prices", using=("model", "region")),
        Decision("screen_told", tell_screen, may=SCREEN_MAY, serves="screen"),
        Field(
            "part_wanted",
            ("part",),
            ("ask_part", "ask_part_more"),
            misses=2,
            last_resort=WHERE_IT_IS_DONE,
            help="part_help",
        ),
        Decision("part_told", tell_part, may=PART_MAY),
    ),
    then="anything_else",
)
