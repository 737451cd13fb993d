"""Read the opening hours of a centre, and reckon when it is open: public holidays, exceptions and extended hours.

    mon-fri 09:00-12:30 14:00-18:00; sat 10:00-16:00          each week
    2026-12-24 closed; 12-31 09:00-13:00                      one day; a day of each year
    first mon closed; last sun 10:00-14:00                    a weekday of each month
    holidays 10:00-16:00                                      public holidays, which are closed otherwise

Extended hours are minutes after closing; all times are by the centre's own clock.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
LOOK_AHEAD_DAYS = 60
SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)")

Spans = tuple[tuple[time, time], ...]
"""From when until when, in order; empty for a day that is closed."""

IsHoliday = Callable[[date], bool]
Rule = tuple[str, Spans]
"""Which days, as they are written, and their hours."""


@dataclass(frozen=True)
class Hours:
    """The hours of a centre: by weekday (0 is Monday), and exceptions, of which the first that fits counts."""

    week: Mapping[int, Spans] = field(default_factory=dict)
    exceptions: tuple[Rule, ...] = ()
    extended: int = 0

    def spans(self, day: date, is_holiday: IsHoliday) -> Spans:
        """Return from when until when it is open on a day, without extended hours."""
        for days, spans in self.exceptions:
            if is_holiday(day) if days == "holidays" else fits(days, day):
                return spans
        return () if is_holiday(day) else self.week.get(day.weekday(), ())


Status = Literal["open", "extended", "closed", "holiday"]


@dataclass(frozen=True)
class Now:
    """How it is at a moment: when it closes (where open), until when it has extended hours, when it opens next."""

    status: Status
    closes: datetime | None = None
    extended: datetime | None = None
    opens: datetime | None = None


def now_at(hours: Hours, here: datetime, is_holiday: IsHoliday) -> Now:
    """Return how it is at a moment of the centre's own clock, given without a zone."""
    today = [_at(here.date(), span) for span in hours.spans(here.date(), is_holiday)]
    extended = today[-1][1] + timedelta(minutes=hours.extended) if today and hours.extended else None
    for opens, closes in today:
        if opens <= here < closes:
            is_last = closes == today[-1][1]
            return Now("open", closes=closes, extended=extended if is_last else None)
    if extended and today[-1][1] <= here < extended:
        return Now("extended", closes=extended)
    closed_for_holiday = not today and is_holiday(here.date())
    opening = next((opens for opens, _ in openings(hours, here, is_holiday) if opens > here), None)
    return Now("holiday" if closed_for_holiday else "closed", opens=opening)


def openings(hours: Hours, here: datetime, is_holiday: IsHoliday) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when until when it is open, from today on."""
    for ahead in range(LOOK_AHEAD_DAYS):
        day = here.date() + timedelta(days=ahead)
        yield from (_at(day, span) for span in hours.spans(day, is_holiday))


def read_hours(week: str, exceptions: str = "", extended: int = 0) -> Hours:
    """Read hours as they are written; raise ValueError with the advice."""
    days: dict[int, Spans] = {}
    for named, spans in _rules(week):
        for day in weekdays(named):
            days[day] = spans
    rules = tuple(_rules(exceptions))
    for named, _ in rules:
        _check_exception(named)
    return Hours(days, rules, extended)


def weekdays(text: str) -> range:
    """Return the weekdays of "mon" or "mon-fri"; raise ValueError with the advice."""
    start, _, end = text.partition("-")
    if start not in DAYS or (end or start) not in DAYS or DAYS.index(end or start) < DAYS.index(start):
        raise ValueError(f"{text!r} are no days; write mon or mon-fri ({', '.join(DAYS)})")
    return range(DAYS.index(start), DAYS.index(end or start) + 1)


def fits(days: str, day: date) -> bool:
    """Tell whether a day is one of those that an exception names."""
    if days in (day.isoformat(), f"{day:%m-%d}"):
        return True
    week, _, weekday = days.partition(" ")
    if week not in WEEKS or DAYS[day.weekday()] != weekday:
        return False
    return (day + timedelta(days=7)).month != day.month if week == "last" else (day.day - 1) // 7 == WEEKS[week]


def _check_exception(days: str) -> None:
    week, _, weekday = days.partition(" ")
    if days == "holidays" or (week in WEEKS and weekday in DAYS):
        return
    try:
        date.fromisoformat(days if len(days) > 5 else f"2024-{days}")
    except ValueError:
        advice = "write 2026-12-24, 12-24, first mon, last sun or holidays"
        raise ValueError(f"{days!r} is no day of an exception; {advice}") from None


def _rules(text: str) -> Iterator[Rule]:
    for part in filter(None, (part.strip().lower() for part in text.split(";"))):
        found = re.fullmatch(r"(.+?)\s+(closed|\d.*)", part)
        if not found:
            raise ValueError(f"{part!r} has no hours; write days and hours, like mon-fri 09:00-18:00, or closed")
        yield found[1], () if found[2] == "closed" else _spans(found[2])


def _spans(text: str) -> Spans:
    spans: list[tuple[time, time]] = []
    for part in text.replace(",", " ").split():
        found = SPAN.fullmatch(part)
        hours = [int(number) for number in found.groups()] if found else [0, 0, 0, 0]
        opens, closes = time(hours[0], hours[1]), time(hours[2], hours[3])
        if opens >= closes or (spans and opens < spans[-1][1]):
            raise ValueError(f"{part!r} are no hours after those before; write 09:00-18:00")
        spans.append((opens, closes))
    return tuple(spans)


def _at(day: date, span: tuple[time, time]) -> tuple[datetime, datetime]:
    return datetime.combine(day, span[0]), datetime.combine(day, span[1])
