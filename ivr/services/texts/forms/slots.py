"""What the slots of text messages hold."""

from ivr.dialog.kinds import DIGITS, PHONE, TEXT, Kind, Like, Maybe, OneOf, Record

SAID = {"language": "en", "says": [["cost_nothing", {}]]}
"""An answer as it is recalled: in which language, and the prompts with their values."""

SLOTS: dict[str, Kind] = {
    "answer": OneOf((SAID,)),
    "text_reach": Record({"to": Like(PHONE, (PHONE.sample, "")), "why": TEXT}),
    "text_number": DIGITS,
    "text_other": Maybe(Record({"to": PHONE})),
    "text_to": PHONE,
}
