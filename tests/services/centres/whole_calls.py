"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from tests.services.whole_calls import APPOINTMENT, POSTCODE

BY_KEYS = {
    "centre": ("36", (POSTCODE, "2", "1", "1", "1"), ("booked", "bring_along")),
    "appointment": ("", (APPOINTMENT, "2", "1"), ("called_off", "anything_else")),
    "course": ("", (POSTCODE, "1", "1"), ("course_booked", "course_bring")),
}

SPOKEN = {
    "centre": (("where is the nearest service center", "boston"), "centre_address"),
    "appointment": (("i want to change my appointment", "one one one one one one one one"), "appointment_is"),
    "course": (("are there any courses for seniors", "boston"), "choose_course"),
}
