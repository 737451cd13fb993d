"""What the slots of phones that are sent in hold."""

from ivr.callflow.paging import MORE
from ivr.dialog.kinds import (
    COUNT,
    COUNTRY,
    DAY,
    DIGITS,
    FIRST,
    FLAG,
    MOMENT,
    MONEY,
    NAMES,
    PHONE,
    TEXT,
    Kind,
    Like,
    ListOf,
    Maybe,
    OneOf,
    Record,
)

CHOICE = OneOf((*range(1, MORE), MORE))
TIME = Record({"id": TEXT, "starts": MOMENT, "ends": MOMENT})
SCANS = ("collected", "in_transit", "out_for_delivery", "delivered", "delayed", "not_met")
PARCEL = Record(
    {
        "way": OneOf(("to_us", "to_you")),
        "carrier": TEXT,
        "scan": Like(TEXT, (*SCANS, "another")),
        "place": Like(TEXT, (TEXT.sample, "")),
        "scanned_at": MOMENT,
        "expected": Maybe(DAY),
    }
)
SLOTS: dict[str, Kind] = {
    "send_same": FLAG,
    "send_imei": DIGITS,
    "send_terms": Maybe(
        Record({"accepts": OneOf(("yes", "model", "region")), "model": NAMES, "price": Maybe(MONEY), "days": COUNT})
    ),
    "send_warranty": Maybe(Record({"is_over": FLAG, "countries": ListOf(Like(COUNTRY, (COUNTRY.sample, "*")))})),
    "send_way": OneOf(("courier", "drop_off", "request")),
    "send_no_courier": FLAG,
    "send_elsewhere": FLAG,
    "send_elsewhere_known": FLAG,
    "send_phone": DIGITS,
    "send_to": Record({"to": Like(PHONE, (PHONE.sample, "")), "why": Like(TEXT, ("", "invalid", "landline"))}),
    "pick_ups": ListOf(Record({"day": DAY, "times": ListOf(TIME)})),
    "pick_up_page": FIRST,
    "pick_up_day": CHOICE,
    "pick_up_times": ListOf(TIME),
    "pick_up_time": CHOICE,
    "pick_up": TIME,
    "send_order": Record({"way": Like(TEXT, ("courier", "drop_off")), "model": NAMES, "phone": PHONE}),
    "send_number": DIGITS,
    "send_proof": DIGITS,
    "send_proved": Record({"number": DIGITS, "phone": PHONE}),
    "send_request": Maybe(
        Record(
            {
                "number": DIGITS,
                "model": NAMES,
                "way": OneOf(("courier", "drop_off")),
                "stage": Like(TEXT, ("booked", "cancelled", "another")),
                "starts": Maybe(MOMENT),
                "ends": Maybe(MOMENT),
                "has_address": FLAG,
                "changes": FLAG,
                "shipments": ListOf(PARCEL),
            }
        )
    ),
    "send_wish": OneOf(("change", "cancel", "link", "courier", "drop_off", "done")),
}
