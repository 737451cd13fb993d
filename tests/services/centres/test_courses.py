"""Courses for older users are found near a place, and each seat is given once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from ivr.outbox import Refused
from ivr.services.centres.appointments import open_appointments, open_cancelling
from ivr.services.centres.course_booking import open_course_booking
from ivr.services.centres.courses import courses_near, open_courses
from ivr.services.centres.csv_rows import read_courses
from ivr.services.centres.importer import store_course
from ivr.services.centres.source import open_places
from ivr.services.centres.tables import CourseSeatRow
from ivr.services.service import Context
from ivr.sources import LookupFailed, import_rows
from tests.booking import book_at_once
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import OWN_PHONE, Shop
from tests.line import line_settings
from tests.telephony.rest_stand import rest_stand

MONDAY = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)
BOSTON, PARIS, TOKYO = (42.36, -71.06, "US"), (48.86, 2.35, "FR"), (35.69, 139.69, "JP")
CALLERS = 50
FILE = """\
code,title,title_fr,title_zh,centre,starts,seats
first,First steps,Premiers pas,手机入门课,B1,2026-12-01T10:00,1
photos,Photos,,,B1,2026-12-03T14:00,8
over,Photos,,,B1,2026-11-20T14:00,8
full,Photos,,,B1,2026-12-04T14:00,0
lost,Photos,,,nowhere,2026-12-04T14:00,8
"""
FOUND = {"id": "first", "starts": "2026-12-01T10:00:00", "title": {"en": "First steps"}, "name": {"en": "R"}}
ANSWER = FOUND | {"city": {"en": "Boston"}}


@pytest.fixture
def load(tmp_path):
    def load(database, text=FILE):
        path = tmp_path / "courses.csv"
        path.write_text(text, encoding="utf-8")
        return import_rows(database, store_course, read_courses(path, "US"))

    return load


@pytest.fixture
def office(database, fill, load):
    load(fill(database))
    return Context(line_settings(), database, lambda: MONDAY)


def near(office, where=BOSTON):
    return [course.id for course in courses_near(office.database, *where, MONDAY)]


def test_the_next_courses_with_seats_near_a_place_are_found_the_soonest_first(office):
    assert (near(office), near(office, PARIS), near(office, TOKYO)) == (["first", "photos"], [], [])
    assert f"{courses_near(office.database, *BOSTON, MONDAY)[0].starts:%m-%d %H:%M}" == "12-01 10:00"


def test_importing_again_changes_nothing_and_a_course_at_no_centre_is_noted(sqlite_database, fill, load):
    fill(sqlite_database)
    first, again = load(sqlite_database), load(sqlite_database)
    assert (first.new, again.new, again.known) == (4, 0, 5)
    assert [note.line for note in again.notes] == [6]


def test_all_that_is_wrong_with_a_row_is_named(sqlite_database, load):
    (bad,) = load(sqlite_database, f"{FILE.splitlines()[0]}\n!,,,,?,soon,many\n").bad
    assert all(f"{column}: " in bad.advice for column in ("code", "title", "centre", "starts", "seats"))


def test_of_fifty_callers_at_once_one_gets_the_last_seat_and_the_others_are_offered_the_next(office):
    do = open_course_booking(office)
    came_of_it = book_at_once(CALLERS, do, lambda: {"course": {"id": "first"}, "caller": "+12025550143"})
    assert came_of_it.count("taken") == CALLERS - 1
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CourseSeatRow)) == 1
    assert near(office) == ["photos"]


def test_a_command_that_comes_twice_takes_one_seat(office):
    do = open_course_booking(office)
    one, same = (do({"course": {"id": "photos"}, "caller": None}, "CA1:5:course_sent") for _ in range(2))
    assert one == same


@pytest.mark.parametrize(("course", "reason"), [("over", "late"), ("nothing", "unknown"), ("full", "taken")])
def test_what_cannot_be_booked_is_refused(office, course, reason):
    with pytest.raises(Refused) as refused:
        open_course_booking(office)({"course": {"id": course}, "caller": None}, "CA1:5:course_sent")
    assert refused.value.reason == reason


def test_a_back_end_is_asked_for_courses(sqlite_database):
    place = {"latitude": 42.36, "longitude": -71.06, "country": "US"}
    with rest_stand((200, {"courses": [ANSWER]})) as stand:
        office = Context(line_settings(look_up_url=stand.url, look_up_token="token"), sqlite_database)
        assert open_courses(office)({"centre_at": place}, "CA1").value == [ANSWER]
    with rest_stand((200, {"courses": [FOUND]})) as stand:
        office = Context(line_settings(look_up_url=stand.url, look_up_token="token"), sqlite_database)
        with pytest.raises(LookupFailed):
            open_courses(office)({"centre_at": place}, "CA1")


class School(Shop):
    """Answers from the tables, and books there."""

    def __init__(self, office):
        super().__init__()
        opened = {
            "places": open_places(office),
            "courses": open_courses(office),
            "appointment": open_appointments(office),
        }
        self.sources = {name: lambda using, ask=ask: ask(using, "CA1").value for name, ask in opened.items()}
        self.book, self.cancel = open_course_booking(office), open_cancelling(office)

    def courses_of_boston(self):
        return [
            course["id"]
            for course in self.sources["courses"](
                {"centre_at": {"latitude": 42.36, "longitude": -71.06, "country": "US"}}
            )
        ]

    def do(self, command):
        try:
            do = self.cancel if command.kind == "cancel_centre" else self.book
            return "done", do(command.payload, "CA1:5:course_sent")
        except Refused as refused:
            return "refused", {"reason": refused.reason}


@pytest.fixture
def school(sqlite_database, fill, load):
    load(fill(sqlite_database))
    return School(Context(line_settings(), sqlite_database, lambda: MONDAY))


def test_a_seat_is_booked_by_voice(school):
    caller = HotlineCaller(school).says("are there any phone courses for seniors").says("boston")
    assert "First steps, Tuesday, December 1st at 10:00 AM, Riverside, Boston: say one or press 1." in caller.heard
    caller.says("one").says("yes").says("yes")
    assert "Your seat is booked: Tuesday, December 1st at 10:00 AM, Riverside. Your number is" in caller.heard


def test_the_last_seat_that_is_gone_meanwhile_leads_to_the_others_by_keys(school):
    caller = HotlineCaller(school).presses("9").chooses("course").presses("02114#").presses("1")
    school.book({"course": {"id": "first"}, "caller": None}, "CA9:5:course_sent")
    caller.presses("1")
    assert "The last seat has just gone." in "\n".join(caller.transcript)
    assert "Photos, Thursday, December 3rd" in caller.heard
    assert "Your seat is booked: Thursday" in caller.presses("1").presses("1").heard


@pytest.fixture
def seat(school):
    """The number of the only seat of the first course, booked from the phone of the calls."""
    return school.book({"course": {"id": "first"}, "caller": OWN_PHONE}, "CA9:5:course_sent")["number"]


def test_a_seat_is_cancelled_by_its_number_and_free_again(school, seat):
    caller = HotlineCaller(school).says("cancel my course").presses(f"{seat}#")
    assert "You have a seat: First steps, Tuesday, December 1st at 10:00 AM, Riverside." in caller.heard
    assert not caller.hears("offer_move")
    caller.says("cancel it").says("yes")
    assert school.courses_of_boston() == ["photos"]
    assert caller.says("yes").hears("seat_given_back", "anything_else")
    assert school.courses_of_boston() == ["first", "photos"]


def test_a_seat_that_is_kept_or_of_another_phone_stays(school, seat):
    assert (
        HotlineCaller(school).says("cancel my course").presses(f"{seat}#").presses("2").presses("2").hears("seat_kept")
    )
    caller = HotlineCaller(school, number="+12025550199").says("cancel my course").presses(f"{seat}#")
    assert caller.hears("appointment_not_found")
    assert school.courses_of_boston() == ["photos"]


def test_a_seat_has_the_time_of_its_course(school, seat):
    caller = HotlineCaller(school).says("cancel my course").presses(f"{seat}#").says("another day")
    assert caller.hears("seat_not_moved", "offer_call_off")


def test_who_has_just_booked_a_seat_is_asked_for_no_number(school):
    caller = HotlineCaller(school).says("do you have a class for beginners").says("boston").presses("1").presses("1")
    assert "You have a seat: First steps" in caller.says("cancel my course").heard


def test_where_no_course_is_near_it_is_said(school):
    caller = HotlineCaller(school).says("do you have a class for beginners").says("paris")
    assert caller.hears("no_courses", "anything_else")
