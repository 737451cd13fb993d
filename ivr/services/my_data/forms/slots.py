"""What the slots about a caller's own data hold."""

from ivr.dialog.kinds import DIGITS, FLAG, PHONE, TEXT, Kind, Like, OneOf, Record

SLOTS: dict[str, Kind] = {
    "data_wish": OneOf(("out", "copy", "erase")),
    "data_out": OneOf(("recordings", "calls", "both")),
    "data_own": FLAG,
    "data_phone": DIGITS,
    "data_to": Record({"to": Like(PHONE, (PHONE.sample, "")), "why": Like(TEXT, ("", "landline"))}),
    "data_code": Like(DIGITS, ("472916", "again")),
    "data_number": Like(DIGITS, (DIGITS.sample, "none")),
}
