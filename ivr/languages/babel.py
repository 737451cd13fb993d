"""What several languages say alike, by Babel's data."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from babel.dates import format_time
from babel.numbers import format_decimal, get_currency_name

A_WEEK = 7
"""Days from which a weekday alone may be another week's."""

HUNDREDTHS = frozenset({"EUR", "USD", "CAD", "AUD"})
"""Currencies whose hundredth part is called cent."""


def spaced(groups: Sequence[str]) -> str:
    """Return digits one by one, with a comma between groups: any voice then reads them so."""
    return ", ".join(" ".join(group) for group in groups)


def time_of_day(moment: datetime, locale: str) -> str:
    """Return the time as the language writes it."""
    return " ".join(format_time(moment, "short", locale=locale).split())


def amount(whole: int, currency: str, locale: str) -> str:
    """Return a whole amount with its currency's name: 84 euros."""
    return f"{whole} {get_currency_name(currency, count=whole, locale=locale)}"


def parts(value: Decimal) -> tuple[int, int]:
    """Return an amount's whole part and its hundredths."""
    return int(value), int(value * 100) % 100


def decimal(value: Decimal, locale: str) -> str:
    """Return a number as the language writes it."""
    return format_decimal(value, locale=locale)
