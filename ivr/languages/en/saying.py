"""How English says values. Everything comes out as text that any voice reads the same way."""

from datetime import date
from decimal import Decimal
from functools import partial

from babel.dates import format_date

from ivr.languages.babel import A_WEEK, HUNDREDTHS, amount, decimal, parts, spaced, time_of_day
from ivr.languages.en.address import address
from ivr.languages.language import Saying

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """Return a number's place in an order: 1st, 12th, 22nd."""
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else _ENDINGS.get(number % 10, 'th')}"


def day_of(day: date) -> str:
    """Return a day: Tuesday, November 17th."""
    return f"{format_date(day, 'EEEE, MMMM', locale='en')} {ordinal(day.day)}"


def near_day(day: date, today: date) -> str:
    """Return a day as it is said after "since" or "for": yesterday, Tuesday, or, from a week on, the date."""
    away = (day - today).days
    named = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away)
    return named or (format_date(day, "EEEE", locale="en") if abs(away) < A_WEEK else day_of(day))


def money(value: Decimal, currency: str) -> str:
    """Return an amount: 84 euros and 50 cents."""
    whole, cents = parts(value)
    said = amount(whole, currency, "en")
    if not cents:
        return said
    return f"{said} and {cents} {'cent' if cents == 1 else 'cents'}" if currency in HUNDREDTHS else f"{said} {cents}"


SAYING = Saying(
    digits=spaced,
    telephone=spaced,
    date=day_of,
    day=near_day,
    time=partial(time_of_day, locale="en"),
    money=money,
    ordinal=ordinal,
    count=partial(decimal, locale="en"),
    address=address,
    keys={"*": "star", "#": "pound"},
)
