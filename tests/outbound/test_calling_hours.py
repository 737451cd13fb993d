"""Nobody is called outside the hours of the region and of their own zone, or on a public holiday."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ivr.outbound.hours import may_call, next_moment
from tests.outbound.world import REGION

PARIS, REUNION = "+33639980001", "+262692123456"


def at(moment):
    return datetime.fromisoformat(moment).replace(tzinfo=REGION.zone)


@pytest.mark.parametrize(
    ("number", "moment", "may"),
    [
        (PARIS, "2026-12-24T10:00", True),
        (PARIS, "2026-12-24T08:59", False),
        (PARIS, "2026-12-24T20:00", False),
        (PARIS, "2026-12-25T10:00", False),
        (PARIS, "2026-12-27T10:00", False),
        (PARIS, "2027-07-14T10:00", False),
        (REUNION, "2026-12-24T16:00", True),
        (REUNION, "2026-12-24T18:00", False),
    ],
    ids=["open", "early", "late", "Christmas", "Sunday", "July 14", "by both clocks", "late by theirs"],
)
def test_when_somebody_may_be_called(number, moment, may):
    assert may_call(REGION, number, at(moment)) is may


def test_a_day_off_of_the_region_is_one():
    region = replace(REGION, closed=frozenset({date(2026, 12, 24)}))
    assert not may_call(region, PARIS, at("2026-12-24T10:00"))


def test_who_is_due_on_the_evening_before_christmas_is_called_on_the_day_after():
    assert next_moment(REGION, PARIS, at("2026-12-24T20:30").astimezone(UTC)) == at("2026-12-26T09:00")
