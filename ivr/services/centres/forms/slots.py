"""What the slots of the service centres hold."""

from ivr.dialog.kinds import (
    COUNT,
    COUNTRY,
    DAY,
    DIGITS,
    FIRST,
    FLAG,
    MOMENT,
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

PLACE = Record({"name": NAMES, "area": Maybe(NAMES), "country": COUNTRY})
CENTRE = Record(
    {
        "id": TEXT,
        "name": NAMES,
        "address": NAMES,
        "city": NAMES,
        "distance": Like(COUNT, (COUNT.sample, 0, 1)),
        "unit": OneOf(("km", "miles")),
        "status": Like(TEXT, ("open", "extended", "closed", "holiday", "another")),
        "closes": Maybe(MOMENT),
        "extended": Maybe(MOMENT),
        "opens": Maybe(MOMENT),
        "books": FLAG,
        "map": TEXT,
    }
)
FREE_DAY = Record({"day": DAY, "times": ListOf(MOMENT)})
APPOINTMENT = Record(
    {"number": DIGITS, "centre": TEXT, "name": NAMES, "starts": MOMENT, "phone": PHONE, "title": Maybe(NAMES)}
)
COURSE = Record({"id": TEXT, "title": NAMES, "name": NAMES, "city": NAMES, "starts": MOMENT})
SLOTS: dict[str, Kind] = {
    "centre_place": Like(TEXT, ("boston", "near me", "02114")),
    "places": ListOf(PLACE),
    "places_page": FIRST,
    "which_place": OneOf((1, 2, 3, 4)),
    "centre_at": PLACE,
    "centres": ListOf(CENTRE),
    "centre_index": FIRST,
    "centre": CENTRE,
    "centre_wish": OneOf(("next", "book", "city", "map", "done")),
    "appointment_number": DIGITS,
    "appointment_phone": DIGITS,
    "appointment_elsewhere": FLAG,
    "appointment_proved": Record({"number": DIGITS, "phone": PHONE}),
    "appointment": Maybe(APPOINTMENT),
    "appointment_wish": OneOf(("move", "cancel", "done")),
    "moving": APPOINTMENT,
    "courses": ListOf(COURSE),
    "course_page": FIRST,
    "course_which": OneOf((1, 2, 3, 4)),
    "course": COURSE,
    "free_days": ListOf(FREE_DAY),
    "days_page": FIRST,
    "booking_day": OneOf((1, 2, 3, 4)),
    "booking_times": ListOf(MOMENT),
    "times_page": FIRST,
    "booking_time": OneOf((1, 2, 3, 4)),
    "booking": Record({"centre": TEXT, "name": NAMES, "starts": MOMENT}),
}
