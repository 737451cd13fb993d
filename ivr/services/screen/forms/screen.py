"""Find the model, tell the price of a new screen, then of other parts; or of the part that is asked for."""

from ivr.callflow.which_model import model_items
from ivr.dialog.costs import OFFER
from ivr.dialog.script import Decision, Field, Form, Item, LookUp
from ivr.services.screen.forms.parts import PART_MAY, SCREEN_MAY, WHERE_IT_IS_DONE, tell_part, tell_screen

PRICES = LookUp("prices", "part_prices", using=("model", "region"))


def _parts(first_asked: str) -> tuple[Item, ...]:
    """Return the items that tell the price of parts, one by one; `first_asked` is the prompt that asks for one."""
    part = Field(
        "part_wanted",
        ("part",),
        (first_asked, "ask_part_more"),
        costs=OFFER,
        misses=2,
        last_resort=WHERE_IT_IS_DONE,
        help="part_help",
    )
    return part, Decision("part_told", tell_part, may=PART_MAY, serves="screen")


SCREEN = Form(
    "screen",
    (
        *model_items(),
        PRICES,
        Decision("screen_told", tell_screen, may=SCREEN_MAY, serves="screen"),
        *_parts("ask_part"),
    ),
    then="anything_else",
)
PART_PRICE = Form("part_price", (*model_items(), PRICES, *_parts("ask_a_part")), then="anything_else")
"""For who asks for the price of another part than the screen; what part it is may be said with the wish."""
