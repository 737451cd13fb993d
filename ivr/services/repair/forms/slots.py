"""What the slots of the repair hold."""

from ivr.dialog.kinds import (
    AMOUNT,
    CURRENCY,
    DAY,
    DIGITS,
    FIRST,
    FLAG,
    MOMENT,
    TEXT,
    Kind,
    Like,
    ListOf,
    Maybe,
    OneOf,
    Record,
)
from ivr.services.repair.forms.again import KNOWN
from ivr.services.repair.forms.news import REASONS, WANTED
from ivr.services.repair.forms.number import NONE, OTHER
from ivr.services.repair.forms.progress import STAGES
from ivr.services.repair.forms.wishes import WISHES

REPAIR = Record(
    {
        "order": DIGITS,
        "model": TEXT,
        "stage": Like(TEXT, (*STAGES, "another")),
        "since": MOMENT,
        "doing": Like(TEXT, (TEXT.sample, "")),
        "promised": Maybe(DAY),
        "centre": TEXT,
        "cost": Maybe(AMOUNT),
        "currency": CURRENCY,
        "quote_pending": FLAG,
        "imei": Like(DIGITS, (DIGITS.sample, "")),
        "quote_deadline": Maybe(DAY),
        "decline_cost": Maybe(AMOUNT),
    }
)
QUOTE = Record(
    {
        "order": DIGITS,
        "amount": AMOUNT,
        "currency": CURRENCY,
        "deadline": Maybe(DAY),
        "decline_cost": Maybe(AMOUNT),
    }
)
SLOTS: dict[str, Kind] = {
    "own": Record({"repairs": ListOf(REPAIR)}),
    "same": FLAG,
    "again": FLAG,
    "number": DIGITS,
    "kind": OneOf(("order", "phone", "imei", KNOWN)),
    "mine": FLAG,
    "factor": DIGITS,
    "factor_help": FLAG,
    "elsewhere": FLAG,
    "guarded": Record({"further": FLAG}),
    "further": DIGITS,
    "otherwise": OneOf((OTHER, NONE)),
    "missed": FLAG,
    "repairs": ListOf(REPAIR),
    "page": FIRST,
    "choice": OneOf((1, 2, 3, "more", "another")),
    "repair": FIRST,
    "repair_wish": OneOf(WISHES),
    "quote": QUOTE,
    "quote_answer": OneOf(("approve", "decline", "later", "text")),
    "news": Maybe(Record({"reason": OneOf(REASONS), "model": TEXT, "centre": TEXT, "promised": Maybe(DAY)})),
    "news_wanted": OneOf(WANTED),
    "cancelling": Record({"order": DIGITS, "model": TEXT}),
}
