from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.privacy.holds import hold
from ivr.privacy.periods import PERSON_MONTHS, certainly_before, is_over, months_after
from ivr.privacy.purging import CLOCK, clear_ended, purge
from ivr.services.warranty.tables import WarrantyRow
from tests.privacy.test_erasing import ANNA, BOB, everything, of

A_YEAR = timedelta(days=365)
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kolkata")]
)
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2033, 1, 1), timezones=ZONES)


def test_a_month_without_that_day_ends_with_its_last():
    assert months_after(datetime(2024, 2, 29, 12, tzinfo=UTC), 12) == datetime(2025, 2, 28, 12, tzinfo=UTC)
    assert months_after(datetime(2026, 1, 31, tzinfo=UTC), -11) == datetime(2025, 2, 28, tzinfo=UTC)


@given(MOMENTS, st.integers(0, 3_000), st.integers(-3, 3))
def test_a_daily_purge_is_never_early_and_never_a_day_late(contact, days, minutes):
    """Look each day from some time of day on: the first look that purges is within a day after it was due."""
    due = months_after(contact, PERSON_MONTHS)
    look = due - timedelta(days=2) + timedelta(minutes=days % 1440 + minutes)
    while not is_over(contact, PERSON_MONTHS, look):
        look += timedelta(days=1)
    assert due <= look < due + timedelta(days=1)
    assert contact < certainly_before(look, PERSON_MONTHS)
    assert due.replace(tzinfo=None).month == contact.astimezone(UTC).month


def test_who_was_silent_for_a_year_is_purged(life, at, subject):
    life.calls(ANNA, "CA1", at)
    life.sends_in(ANNA, "472901", "490154203237518", at)
    life.calls(BOB, "CA2", at + timedelta(days=1))
    assert purge(life.database, at + A_YEAR - timedelta(seconds=1)).people == 0
    report = purge(life.database, at + A_YEAR)
    assert (report.people, *(report.rows[each] for each in ("calls", "repairs", "repair_photos"))) == (1, 1, 1, 1)
    assert of(life.database, ANNA) == {}
    assert of(life.database, BOB)["calls"] == 1


def test_a_newer_call_keeps_the_older_one(life, at):
    life.calls(ANNA, "CA1", at)
    life.calls(ANNA, "CA2", at + timedelta(days=300))
    assert purge(life.database, at + A_YEAR).people == 0
    assert of(life.database, ANNA)["calls"] == 2


def test_callers_who_withhold_their_number_are_no_one_person(life, at):
    life.calls("anonymous", "CA1", at)
    life.calls("anonymous", "CA2", at + timedelta(days=300))
    assert purge(life.database, at + A_YEAR).rows["calls"] == 1


def test_who_is_held_is_kept(life, at, subject):
    life.calls(ANNA, "CA1", at)
    with life.database.writing() as session:
        hold(session, subject(ANNA), "a court asked", at + 2 * A_YEAR, "admin", at)
    report = purge(life.database, at + A_YEAR)
    assert (report.people, report.held) == (0, 1)


def test_a_dry_run_counts_and_changes_nothing(life, at):
    life.calls(ANNA, "CA1", at)
    before = everything(life.database)
    assert purge(life.database, at + A_YEAR, dry_run=True).rows["turns"] == 1
    assert everything(life.database) == before


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-2), timedelta(hours=26)])
def test_a_clock_that_jumped_purges_nothing_until_somebody_says_it_is_right(life, at, jump):
    life.calls(ANNA, "CA1", at - A_YEAR)
    purge(life.database, at - timedelta(minutes=1))
    assert purge(life.database, at + jump).doubt == CLOCK
    assert purge(life.database, at + jump).doubt == CLOCK
    assert of(life.database, ANNA)["calls"] == 1
    assert purge(life.database, at + timedelta(hours=24)).people == 1


def test_a_clock_that_is_said_to_be_right_is_believed_from_then_on(life, at):
    purge(life.database, at)
    assert purge(life.database, at + timedelta(days=9)).doubt == CLOCK
    assert purge(life.database, at + timedelta(days=9), clock_is_right=True).doubt == ""
    assert purge(life.database, at + timedelta(days=10)).doubt == ""


@pytest.mark.parametrize(("years", "left"), [(9, 1), (10, 0)])
def test_a_device_is_kept_for_ten_years(database, at, years, left):
    device = {"model": "Nova 12", "starts": date(2016, 11, 22), "ends": date(2018, 11, 22), "countries": "US"}
    with database.writing() as session:
        session.add(WarrantyRow(imei="490154203237518", **device))
    purge(database, datetime(2016 + years, 11, 22, 10, tzinfo=UTC))
    assert everything(database).get("warranties", 0) == left


def test_the_working_state_of_a_call_goes_soon_after_it(life, at):
    life.calls(ANNA, "CA1", at)
    life.calls(BOB, "CA2", at, ended=False)
    with life.database.writing() as session:
        assert clear_ended(session, at) == 0
        assert clear_ended(session, at + timedelta(minutes=11)) == 1
