"""How long data are kept: calendar months after the last contact."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta

PERSON_MONTHS, DEVICE_MONTHS = 12, 120
LONGEST_STEP = timedelta(hours=25)
"""A clock that went further since the last purge, or back, is not believed."""


def months_after(moment: datetime, months: int) -> datetime:
    """Return the same time of the same day so many months later, in UTC; of a month without that day its last one."""
    utc = moment.astimezone(UTC)
    year, month = divmod(utc.year * 12 + utc.month - 1 + months, 12)
    return utc.replace(year=year, month=month + 1, day=min(utc.day, monthrange(year, month + 1)[1]))


def is_over(last_contact: datetime, months: int, now: datetime) -> bool:
    """Tell whether data may be kept no longer."""
    return months_after(last_contact, months) <= now


def certainly_before(now: datetime, months: int) -> datetime:
    """Return a moment such that whatever is over at `now` had its last contact before; some that is not over, too."""
    return months_after(now, -months) + timedelta(days=4)


def is_believable(now: datetime, seen: datetime | None) -> bool:
    """Tell whether a clock may be right that showed `seen` at the last purge."""
    return seen is None or abs(now - seen) <= LONGEST_STEP
