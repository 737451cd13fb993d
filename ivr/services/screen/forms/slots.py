"""What the slots of the screen plan hold."""

from ivr.dialog.kinds import DAY, FIRST, FLAG, MONEY, NAMES, TEXT, Kind, Like, ListOf, Maybe, OneOf, Record
from ivr.services.screen.forms.parts import NO_PART, PARTS

MODEL = Record({"id": TEXT, "name": NAMES})
PRICE = Record(
    {
        "part": Like(TEXT, (*PARTS, "another")),
        "price": MONEY,
        "plan": Maybe(MONEY),
        "until": Maybe(DAY),
        "where": Maybe(Like(TEXT, ("centre", "send_in", "both", "another"))),
    }
)
SLOTS: dict[str, Kind] = {
    "model_same": FLAG,
    "model_sought": OneOf(("aurora 5", "287", "490154203237518")),
    "models": ListOf(MODEL),
    "models_page": FIRST,
    "which_model": OneOf((1, 2, 3, 4)),
    "model": MODEL,
    "prices": Record({"prices": ListOf(PRICE)}),
    "part_wanted": OneOf((*PARTS, NO_PART)),
}
