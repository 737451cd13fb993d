"""When a centre is open: its week, its exceptions, public holidays, and extended hours."""

from datetime import date, datetime

import pytest

from ivr.services.centres.hours import fits, now_at, read_hours

WEEK = "mon-fri 09:00-12:30 14:00-18:00; sat 10:00-16:00"
HOLIDAYS = {date(2026, 12, 25)}


def at(day, clock, exceptions="", extended=0):
    hours = read_hours(WEEK, exceptions, extended)
    return now_at(hours, datetime.fromisoformat(f"2026-{day}T{clock}"), HOLIDAYS.__contains__)


def clock(moment):
    return moment and f"{moment:%m-%d %H:%M}"


def test_it_is_open_until_it_closes_for_lunch():
    now = at("11-23", "10:00", extended=60)
    assert (now.status, clock(now.closes), now.extended) == ("open", "11-23 12:30", None)


def test_over_lunch_it_opens_again_the_same_day():
    now = at("11-23", "13:00")
    assert (now.status, clock(now.opens)) == ("closed", "11-23 14:00")


def test_in_the_afternoon_extended_hours_are_told():
    now = at("11-23", "15:00", extended=120)
    assert (now.status, clock(now.closes), clock(now.extended)) == ("open", "11-23 18:00", "11-23 20:00")


@pytest.mark.parametrize(("when", "status"), [("17:59", "open"), ("18:00", "extended"), ("18:59", "extended")])
def test_extended_hours_follow_the_last_closing(when, status):
    assert at("11-23", when, extended=60).status == status


def test_after_extended_hours_it_opens_the_next_day():
    now = at("11-23", "19:00", extended=60)
    assert (now.status, clock(now.opens)) == ("closed", "11-24 09:00")


def test_from_saturday_evening_it_opens_on_monday():
    assert clock(at("11-21", "16:00").opens) == "11-23 09:00"


def test_a_public_holiday_is_said_to_be_one():
    now = at("12-25", "10:00")
    assert (now.status, clock(now.opens)) == ("holiday", "12-26 10:00")


def test_a_centre_may_be_open_on_holidays():
    assert clock(at("12-25", "10:00", "holidays 09:30-12:00").closes) == "12-25 12:00"


@pytest.mark.parametrize(
    ("exceptions", "day", "is_open"),
    [
        ("2026-11-24 closed", "11-24", False),
        ("11-24 10:00-11:30", "11-24", True),
        ("fourth tue closed", "11-24", False),
        ("last tue closed", "11-24", False),
        ("first tue closed", "11-24", True),
        ("last tue closed", "11-17", True),
    ],
)
def test_exceptions_go_before_the_week(exceptions, day, is_open):
    assert (at(day, "11:00", exceptions).status == "open") == is_open


def test_the_last_weekday_of_a_month_is_in_its_last_seven_days():
    assert [day for day in range(1, 31) if fits("last mon", date(2026, 11, day))] == [30]


def test_where_every_day_is_a_holiday_it_is_not_said_when_it_opens():
    hours = read_hours("mon 09:00-18:00")
    assert now_at(hours, datetime(2026, 11, 24, 10), lambda day: True).opens is None


@pytest.mark.parametrize(
    ("week", "advice"),
    [
        ("monday 09:00-18:00", "'monday' are no days; write mon or mon-fri"),
        ("fri-mon 09:00-18:00", "'fri-mon' are no days"),
        ("mon 18:00-09:00", "no hours after those before; write 09:00-18:00"),
        ("mon 09:00-13:00 12:00-18:00", "no hours after those before"),
        ("mon 9 to 5", "no hours after those before"),
        ("mon", "has no hours"),
    ],
)
def test_what_is_no_week_is_told(week, advice):
    with pytest.raises(ValueError, match=advice):
        read_hours(week)


@pytest.mark.parametrize("exception", ["someday closed", "13-40 closed", "fifth mon closed", "2026-02-30 closed"])
def test_what_is_no_exception_is_told(exception):
    with pytest.raises(ValueError, match="is no day of an exception; write 2026-12-24, 12-24, first mon"):
        read_hours(WEEK, exception)
