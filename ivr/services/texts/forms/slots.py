"""What the slots of text messages hold."""

from ivr.dialog.kinds import DIGITS, PHONE, TEXT, Kind, Like, Maybe, Record

SLOTS: dict[str, Kind] = {
    "text_reach": Record({"to": Like(PHONE, (PHONE.sample, "")), "why": TEXT}),
    "text_number": DIGITS,
    "text_other": Maybe(Record({"to": PHONE})),
    "text_to": PHONE,
}
