"""What the slots of the warranty hold."""

from ivr.dialog.kinds import COUNT, COUNTRY, DAY, DIGITS, FLAG, MONEY, TEXT, Kind, Like, ListOf, Maybe, OneOf, Record
from ivr.services.warranty.forms.country import ASKED
from ivr.services.warranty.forms.extension import PLACES
from ivr.services.warranty.forms.terms import KINDS, STATES

BENEFIT = Record(
    {"kind": Like(TEXT, (*KINDS, "another")), "status": Like(TEXT, (*STATES, "another")), "starts": DAY, "ends": DAY}
)
SLOTS: dict[str, Kind] = {
    "same_device": FLAG,
    "device_number": DIGITS,
    "warranty": Maybe(
        Record({"model": TEXT, "starts": DAY, "ends": DAY, "countries": ListOf(COUNTRY), "benefits": ListOf(BENEFIT)})
    ),
    "extension": Record(
        {
            "can": OneOf(("yes", "has", "late", "no")),
            "months": COUNT,
            "price": Maybe(MONEY),
            "until": Maybe(DAY),
            "where": Maybe(OneOf(PLACES)),
        }
    ),
    "country": Like(TEXT, ("FR", "KR KP", "none", "33", "7", "999")),
    ASKED: TEXT,
    "countries": ListOf(COUNTRY),
    "which_country": OneOf((1, 2, 3, 4)),
}
