"""Tell callers the nearest service centres with their hours, and book appointments there."""

from ivr.callflow.topics import Topic
from ivr.services.centres.appointments import open_appointments, open_cancelling, open_moving
from ivr.services.centres.booking import open_booking
from ivr.services.centres.course_booking import open_course_booking
from ivr.services.centres.courses import open_courses
from ivr.services.centres.csv_rows import read_centres, read_courses, read_places
from ivr.services.centres.demo import BY_KEYS, FIRST_STEPS, add_demo_centres
from ivr.services.centres.forms import APPOINTMENT, BOOKING, CALL_OFF, CENTRES, COURSES
from ivr.services.centres.forms.slots import SLOTS
from ivr.services.centres.importer import store_centre, store_course, store_place
from ivr.services.centres.source import open_nearest, open_places, open_slots
from ivr.services.centres.tables import (
    AppointmentRow,
    CentreRow,
    CourseRow,
    CourseSeatRow,
    PlaceNameRow,
    PlacePrefixRow,
    PlaceRow,
)
from ivr.services.service import Demo, Keeps, Service
from ivr.sources import Importer

SERVICE = Service(
    name="centres",
    summary="the nearest service centres, their hours today, appointments and changing them, courses for older users",
    forms=(CENTRES, BOOKING, APPOINTMENT, CALL_OFF, COURSES),
    topics=(
        Topic("centre", CENTRES.name, "confirm_centre", key="6", menu="menu_centre", brings=("centre_place",)),
        Topic("appointment", APPOINTMENT.name, "confirm_appointment", grammar="centre_topics"),
        Topic("course", COURSES.name, "confirm_course_topic", grammar="centre_topics"),
    ),
    slots=SLOTS,
    uses=("region",),
    sources={
        "places": open_places,
        "centres": open_nearest,
        "centre_slots": open_slots,
        "appointment": open_appointments,
        "courses": open_courses,
    },
    commands={
        "book_centre": open_booking,
        "move_centre": open_moving,
        "cancel_centre": open_cancelling,
        "book_course": open_course_booking,
    },
    importers=(
        Importer("centres", read_centres, store_centre),
        Importer("places", read_places, store_place),
        Importer("courses", read_courses, store_course),
    ),
    keeps=(
        Keeps(PlaceRow, ("key", "name", "area", "country", "latitude", "longitude", "size"), "public", "nobody's"),
        Keeps(PlaceNameRow, ("place_id", "name", "is_area", "keys"), "public", "nobody's"),
        Keeps(PlacePrefixRow, ("prefix", "place_id"), "public", "nobody's"),
        Keeps(CentreRow, ("code", "name", "address", "city", "country", "postcode", "figures"), "public", "nobody's"),
        Keeps(CentreRow, ("latitude", "longitude", "timezone", "week", "exceptions"), "public", "nobody's"),
        Keeps(CentreRow, ("extended", "seats", "slot_minutes"), "public", "nobody's"),
        Keeps(CourseRow, ("code", "centre_id", "title", "starts", "seats"), "public", "nobody's"),
        Keeps(CourseSeatRow, ("phone", "phone_index"), "contact"),
        Keeps(CourseSeatRow, ("course_id", "seat", "key", "number", "at"), "usage"),
        Keeps(AppointmentRow, ("phone", "phone_index"), "contact"),
        Keeps(AppointmentRow, ("centre_id", "starts", "seat", "key", "number", "at"), "usage"),
    ),
    demo=Demo(add_demo_centres, FIRST_STEPS, BY_KEYS),
)
