"""When people may be called: by the region's hours and holidays, and by the clock where their number is from."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from phonenumbers import timezone

from ivr.regions import Region

STEP = timedelta(minutes=30)
LOOK_AHEAD = timedelta(days=14)
UNKNOWN = "Etc/Unknown"
MOST_ZONES = 4
"""A number of more zones is from nowhere in particular: a free one, say."""


def may_call(region: Region, number: str, at: datetime) -> bool:
    """Tell whether a number may be called at a moment."""
    return all(region.may_call(at, zone) for zone in (region.zone, *zones_of(number)))


def next_moment(region: Region, number: str, at: datetime) -> datetime:
    """Return when a number may be called next, looked at every half hour; in two weeks where it never may."""
    moment = at
    while not may_call(region, number, moment) and moment < at + LOOK_AHEAD:
        moment += STEP
    return moment


@lru_cache(maxsize=4096)
def zones_of(number: str) -> tuple[ZoneInfo, ...]:
    """Return the time zones that a number may be from; none where nobody can tell."""
    try:
        names = timezone.time_zones_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return ()
    if len(names) > MOST_ZONES:
        return ()
    return tuple(zone for name in names if name != UNKNOWN and (zone := _zone(name)))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return None
