"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from ivr.services.centres.demo import APPOINTMENT as BOOKED
from ivr.services.centres.demo import SEAT
from tests.services.whole_calls import APPOINTMENT, POSTCODE, begins

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

STORIES = {
    "centre booked": begins("centres", "02139", "2", "1", "1", "1", "1", "2"),
    "appointment moved": begins("centre_appointment", BOOKED, "1", "1", "1", "1", "2"),
    "appointment cancelled": begins("centre_appointment", BOOKED, "2", "1", "2"),
    "course booked": begins("courses", "02139", "1", "1", "2"),
    "seat of a course cancelled": begins("centre_appointment", SEAT, "2", "1", "2"),
}
