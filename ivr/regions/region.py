"""What one region has of its own: numbers, languages, zone, hours, services, and what may be kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

from ivr.regions.doors import Door

Recording = Literal["off", "notice", "opt-in"]
Hours = Mapping[int, tuple[time, time]]
"""From when until when the agents work, by weekday (0 is Monday); a day that is missing is closed."""

ALWAYS: Hours = dict.fromkeys(range(7), (time.min, time.max))
CALLING: Hours = dict.fromkeys(range(6), (time(9), time(20)))
"""When people are called where the region's file says nothing: Monday to Saturday, nine to eight."""


LOOK_AHEAD_DAYS = 30


class BadRegion(ValueError):
    """A region's file is wrong; the message names the file and says what to do."""


@dataclass(frozen=True)
class Region:
    """One region. The first of its `languages` is the one of its numbers; without `numbers` it serves all others.

    `services` are names, None for all; the further pages of the menu have their order. `closed` are days off beside the
    public holidays of `country`. `doors` are where callers are sent for what the hotline does not do, by topic. In the
    `calling_hours` people may be called by us.
    """

    name: str
    languages: tuple[str, ...]
    zone: ZoneInfo
    country: str
    currency: str
    numbers: tuple[str, ...] = ()
    services: tuple[str, ...] | None = None
    recording: Recording = "notice"
    sms: bool = True
    survey: bool = False
    survey_by_text: bool = False
    hours: Hours = field(default_factory=lambda: ALWAYS)
    closed: frozenset[date] = frozenset()
    open_on_holidays: bool = False
    calling_hours: Hours = field(default_factory=lambda: CALLING)
    doors: Mapping[str, Door] = field(default_factory=dict)

    def offers(self, service: str) -> bool:
        """Tell whether callers of this region are served by a service."""
        return self.services is None or service in self.services

    def is_open(self, at: datetime) -> bool:
        """Tell whether agents work at a moment, by the region's own clock and calendar."""
        here = at.astimezone(self.zone)
        return not self.is_day_off(here.date()) and _within(self.hours, here)

    def may_call(self, at: datetime, zone: ZoneInfo) -> bool:
        """Tell whether people may be called at a moment by the clock of a zone, never on a public holiday."""
        here = at.astimezone(zone)
        is_holiday = here.date() in public_holidays(self.country, here.year) or here.date() in self.closed
        return not is_holiday and _within(self.calling_hours, here)

    def opens(self, at: datetime) -> datetime | None:
        """Return when agents work again, None where they do now, or won't within weeks."""
        if self.is_open(at):
            return None
        here = at.astimezone(self.zone)
        days = [here.date() + timedelta(days=ahead) for ahead in range(LOOK_AHEAD_DAYS)]
        open_days = [day for day in days if day.weekday() in self.hours and not self.is_day_off(day)]
        moments = [datetime.combine(day, self.hours[day.weekday()][0], self.zone) for day in open_days]
        return next((moment for moment in moments if moment > here), None)

    def is_day_off(self, day: date) -> bool:
        """Tell whether a day is a public holiday, or one of the region's own days off."""
        return day in self.closed or (not self.open_on_holidays and day in public_holidays(self.country, day.year))


def _within(hours: Hours, here: datetime) -> bool:
    if here.weekday() not in hours:
        return False
    opens, closes = hours[here.weekday()]
    return opens <= here.time() < closes or (closes == time.max and here.time() >= opens)


@cache
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Return the public holidays of a country in a year; none where they are not known."""
    if country not in holidays.list_supported_countries():
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))


@dataclass(frozen=True)
class Regions:
    """All regions; numbers that none of them names belong to `default`."""

    default: Region
    named: tuple[Region, ...] = ()

    @property
    def all(self) -> tuple[Region, ...]:
        """Return every region, the default one first."""
        return (self.default, *(region for region in self.named if region.name != self.default.name))

    @property
    def languages(self) -> tuple[str, ...]:
        """Return every language that some region offers."""
        return tuple(dict.fromkeys(language for region in self.all for language in region.languages))

    def without_sms(self) -> "Regions":
        """Return the same regions where no text messages are sent."""
        return Regions(replace(self.default, sms=False), tuple(replace(region, sms=False) for region in self.named))

    def of_number(self, number: str) -> Region:
        """Return the region of a number that was called."""
        return next((region for region in self.named if number in region.numbers), self.default)

    def of_name(self, name: str) -> Region:
        """Return a region by its name; the default one for a name that is not there any more."""
        return next((region for region in self.all if region.name == name), self.default)


def built_in(*, language: str, timezone: str, country: str, currency: str) -> Region:
    """Return the only region of a hotline without files of regions."""
    return Region("default", (language,), ZoneInfo(timezone), country, currency)


def with_default(default: Region, named: Iterable[Region]) -> Regions:
    """Return the regions; one without numbers takes the place of the built-in default."""
    every = tuple(named)
    return Regions(next((region for region in every if not region.numbers), default), every)
