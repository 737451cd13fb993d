"""Make values of the text in a file's cells. Each reader raises ValueError with the advice.

What is stored is within the columns' limits, which only PostgreSQL keeps by itself.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal

from babel import Locale
from babel.numbers import list_currencies

from ivr.regions import usual_currency

LONGEST = 255
YEARS = range(1970, 2200)
LAST_YEARS = f"{YEARS.start} to {YEARS.stop - 1}"
NOON = 12
CURRENCIES = frozenset(list_currencies())
COUNTRIES = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
AMOUNT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")
GROUPED = re.compile(r"[0-9]{1,3}(?:([ '.,])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]{1,2})?")


def text(value: str) -> str:
    """Read a line of text, or nothing."""
    if len(value) > LONGEST:
        raise ValueError(f"give at most {LONGEST} characters")
    if CONTROL.search(value):
        raise ValueError("there is a line break or a control character in it; take it out")
    return value


def one_line(value: str) -> str:
    """Return a text that others wrote without what can't be said or stored."""
    return " ".join(CONTROL.sub(" ", value).split())


def words(value: str) -> str:
    """Read a line of text that may not be empty."""
    if not 0 < len(value) <= LONGEST:
        raise ValueError(f"give 1 to {LONGEST} characters")
    return text(value)


def country(value: str) -> str:
    """Read a country."""
    code = value.upper()
    if code not in COUNTRIES:
        raise ValueError("give the country by its two letters of ISO 3166, like US")
    return code


def moment(zone: tzinfo = UTC) -> Callable[[str], datetime]:
    """Return what reads times; one without a zone is by the hotline's clock."""

    def read(value: str) -> datetime:
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("give a date or time like 2026-11-20 or 2026-11-20T14:30+01:00") from None
        return in_zone(at, zone)

    return read


def in_zone(at: datetime, zone: tzinfo) -> datetime:
    """Return a moment with its zone: one without is by the hotline's clock, and a day without a time is its noon.

    Noon is the same day for callers in other zones.
    """
    if at.year not in YEARS:
        raise ValueError(f"give a year from {LAST_YEARS}")
    if at.tzinfo:
        return at
    return at.replace(hour=at.hour if at.time() != time.min else NOON, tzinfo=zone)


def day(value: str) -> date | None:
    """Read a day, or nothing."""
    return needed_day(value) if value else None


def needed_day(value: str) -> date:
    """Read a day; a midnight after it is no more than a spreadsheet's way to write it."""
    try:
        given = date.fromisoformat(re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", value))
    except ValueError:
        raise ValueError("give a date like 2026-11-20") from None
    if given.year not in YEARS:
        raise ValueError(f"give a year from {LAST_YEARS}")
    return given


def amount(value: str) -> str | None:
    """Read an amount of money as text, which no database rounds, or nothing."""
    if not value:
        return None
    plain = _plain(value)
    if not AMOUNT.fullmatch(plain):
        raise ValueError("give an amount from 0 to 999999 like 89.90, without a sign of money")
    return str(Decimal(plain))


def currency(value: str) -> str:
    """Read a currency."""
    code = value.upper()
    if code not in CURRENCIES:
        raise ValueError("give the three capitals of ISO 4217, like USD")
    return code


def currency_in(country: str) -> Callable[[str], str]:
    """Return what reads a currency; nothing means the money of a country."""
    return lambda value: currency(value or usual_currency(country))


def _plain(value: str) -> str:
    """Return an amount with a decimal point and without groups, as far as it is clear which is which."""
    number = unicodedata.normalize("NFKC", value).replace("’", "'")
    if GROUPED.fullmatch(number) and not re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", number):
        whole, sign, rest = re.fullmatch(r"(.*?)(?:([.,])([0-9]{1,2}))?", number).groups()  # type: ignore[union-attr]
        return re.sub(r"\D", "", whole) + (f".{rest}" if sign else "")
    return re.sub(r",(?=[0-9]{1,2}$)", ".", number)


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number in these bounds; it raises ValueError with the advice."""

    def read(value: str) -> int:
        if not value.isdecimal() or not least <= int(value) <= most:
            raise ValueError(f"give a whole number from {least} to {most}")
        return int(value)

    return read
