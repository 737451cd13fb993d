"""Reckon the slots of a centre: so long each, while it is open, and which of them are free."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Protocol

from ivr.services.centres.centres import FreeDay
from ivr.services.centres.hours import Hours, IsHoliday, openings

DAYS, TIMES = 9, 12
"""How many days with free slots are looked for, and how many slots of each."""

NOTICE = timedelta(minutes=30)
"""How long before a slot it can still be taken."""

PARTS = (12, 15, 24)
"""Until which hour morning, noon and afternoon last: of each one slot is offered in turn."""


class Slotted(Protocol):
    """A centre with slots."""

    seats: int
    slot_minutes: int


def free_days(
    hours: Hours, centre: Slotted, here: datetime, taken: Mapping[datetime, int], is_holiday: IsHoliday
) -> tuple[FreeDay, ...]:
    """Return the next days with free slots; `here` and `taken` are by the centre's clock."""
    free = (
        starts
        for starts in slots(hours, centre.slot_minutes, here, is_holiday)
        if starts >= here + NOTICE and taken.get(starts, 0) < centre.seats
    )
    days: list[FreeDay] = []
    for day, times in groupby(free, key=datetime.date):
        days.append(FreeDay(day, spread(tuple(times))[:TIMES]))
        if len(days) == DAYS:
            break
    return tuple(days)


def slots(hours: Hours, minutes: int, here: datetime, is_holiday: IsHoliday) -> Iterator[datetime]:
    """Yield when slots begin, from today on; each ends before the centre closes."""
    length = timedelta(minutes=minutes)
    for opens, closes in openings(hours, here, is_holiday):
        for place in range((closes - opens) // length):
            yield opens + place * length


def spread(times: tuple[datetime, ...]) -> tuple[datetime, ...]:
    """Return times so that each three of them are of different parts of the day, as far as there are any."""
    parts: list[list[datetime]] = [[], [], []]
    for each in times:
        parts[next(place for place, until in enumerate(PARTS) if each.hour < until)].append(each)
    longest = max(map(len, parts))
    turns = [[part[turn] for part in parts if turn < len(part)] for turn in range(longest)]
    return tuple(each for turn in turns for each in sorted(turn))
