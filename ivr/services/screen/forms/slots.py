"""What the slots of the screen plan hold."""

from ivr.dialog.kinds import DAY, MONEY, TEXT, Kind, Like, ListOf, Maybe, OneOf, Record
from ivr.services.screen.forms.parts import NO_PART, PARTS

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
    "prices": Record({"prices": ListOf(PRICE)}),
    "part_wanted": OneOf((*PARTS, NO_PART)),
}
