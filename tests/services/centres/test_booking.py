"""Free slots of a centre, and appointments that nobody else gets."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from ivr.outbox import Refused
from ivr.services.centres.booking import open_booking
from ivr.services.centres.slots import spread
from ivr.services.centres.sql_centres import SqlCentres
from ivr.services.centres.tables import AppointmentRow
from ivr.services.service import Context
from tests.booking import book_at_once
from tests.line import line_settings
from tests.telephony.rest_stand import rest_stand

MONDAY_MORNING = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)  # 9:10 in Boston
CALLERS = 50
SLOT = "2026-11-23T10:00:00"


@pytest.fixture
def context(sqlite_database, fill):
    return Context(line_settings(), fill(sqlite_database), lambda: MONDAY_MORNING)


@pytest.fixture
def on_each_database(database, fill):
    return Context(line_settings(), fill(database), lambda: MONDAY_MORNING)


def booking(starts=SLOT, centre="B1", caller="+12025550143"):
    return {"booking": {"centre": centre, "starts": starts}, "caller": caller}


def free(context, centre="B1"):
    return SqlCentres(context.database, context.now).free(centre, "")


def appointments(context):
    with context.database.reading() as session:
        return list(session.scalars(select(AppointmentRow)))


def test_slots_are_free_from_half_an_hour_on_until_it_closes(context):
    today, tomorrow, *_ = free(context)
    assert (f"{today.day:%m-%d}", f"{min(today.times):%H:%M}") == ("11-23", "10:00")
    assert f"{min(tomorrow.times):%H:%M}" == "09:00"


def test_a_centre_without_seats_or_that_is_unknown_has_no_free_slots(context):
    assert (free(context, "B2"), free(context, "nowhere")) == ((), ())


def test_a_booked_slot_is_free_no_more_and_the_number_comes_back(on_each_database):
    context = on_each_database
    done = open_booking(context)(booking(), "CA1:5:booked")
    assert len(done["number"]) == 8
    (kept,) = appointments(context)
    assert (kept.starts, kept.phone) == (datetime(2026, 11, 23, 15, tzinfo=UTC), "+12025550143")
    assert SLOT not in [each.isoformat() for each in free(context)[0].times]


def test_a_command_that_comes_twice_books_once(context):
    do = open_booking(context)
    assert do(booking(), "CA1:5:booked") == do(booking(), "CA1:5:booked")
    assert len(appointments(context)) == 1


def test_a_slot_with_two_seats_is_given_twice_and_no_more(on_each_database):
    context = on_each_database
    do = open_booking(replace(context, now=lambda: datetime(2026, 11, 23, 7, tzinfo=UTC)))
    starts = "2026-11-23T10:00:00"
    for caller in (1, 2):
        do(booking(starts, "P1"), f"CA{caller}:5:booked")
    with pytest.raises(Refused, match="taken"):
        do(booking(starts, "P1"), "CA3:5:booked")


REFUSED = [
    ("2026-11-23T09:30:00", "B1", "late"),
    ("2026-11-22T10:00:00", "B1", "late"),
    ("2026-11-24T03:00:00", "B1", "closed"),
    ("2026-11-24T10:10:00", "B1", "closed"),
    ("2026-11-26T10:00:00", "B1", "closed"),  # Thanksgiving
    (SLOT, "B2", "taken"),
    (SLOT, "nowhere", "unknown"),
]


def test_what_cannot_be_booked_is_refused(context):
    for starts, centre, reason in REFUSED:
        with pytest.raises(Refused, match=reason):
            open_booking(context)(booking(starts, centre), "CA1:5:booked")
    assert appointments(context) == []


def test_of_fifty_callers_at_once_one_gets_the_last_slot_and_the_others_are_offered_the_next(on_each_database):
    context = on_each_database
    do = open_booking(context)
    came_of_it = book_at_once(CALLERS, do, booking)
    assert came_of_it.count("taken") == CALLERS - 1
    assert len(appointments(context)) == 1
    assert f"{min(free(context)[0].times):%H:%M}" == "10:30"


def test_three_times_in_a_row_are_of_different_parts_of_the_day():
    times = tuple(datetime(2026, 11, 23, hour) for hour in range(9, 18))
    assert [each.hour for each in spread(times)] == [9, 12, 15, 10, 13, 16, 11, 14, 17]


def test_a_back_end_books(context):
    with rest_stand((200, {"number": "77"})) as stand:
        settings = line_settings(look_up_url=stand.url, look_up_token="secret")
        assert open_booking(replace(context, settings=settings))(booking(), "CA1:5:booked") == {"number": "77"}
    assert [path for path, _, _ in stand.requests] == ["/centres/book"]
