"""Effects of calls about service centres: see tests.outbox.effect."""

from ivr.services.centres.demo import APPOINTMENT, SEAT, add_demo_centres
from ivr.services.centres.tables import AppointmentRow, CourseSeatRow
from tests.outbox.effect import Effect, after, column, gone

OWN, OWN_SEAT = AppointmentRow.number == APPOINTMENT, CourseSeatRow.number == SEAT
EFFECTS = (
    Effect(
        "appointment",
        after("02139", "2", "2", "1", "1"),
        column(AppointmentRow.number, ~OWN),
        hears="Booked",
        kind="book_centre",
        form="centres",
        demo=add_demo_centres,
    ),
    Effect(
        "appointment moved",
        after(APPOINTMENT, "1", "1", "1", "1"),
        column(AppointmentRow.number, OWN, AppointmentRow.key != "demo"),
        hears="Changed",
        kind="move_centre",
        form="centre_appointment",
        demo=add_demo_centres,
    ),
    Effect(
        "appointment cancelled",
        after(APPOINTMENT, "2", "1"),
        gone(AppointmentRow.number, OWN),
        hears="is cancelled",
        kind="cancel_centre",
        form="centre_appointment",
        demo=add_demo_centres,
    ),
    Effect(
        "seat of a course",
        after("02139", "1", "1"),
        column(CourseSeatRow.number, ~OWN_SEAT),
        hears="Your seat is booked",
        kind="book_course",
        form="courses",
        demo=add_demo_centres,
    ),
    Effect(
        "seat given back",
        after(SEAT, "2", "1"),
        gone(CourseSeatRow.number, OWN_SEAT),
        hears="is cancelled",
        kind="cancel_centre",
        form="centre_appointment",
        demo=add_demo_centres,
    ),
)
