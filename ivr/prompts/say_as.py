"""Speak values right for the language: digits, telephone, date, time, money, ordinal, count.

Babel knows names of months, days and currencies; what it lacks (ordinals, how people group digits) is ours.
Everything comes out as plain text that any voice reads the same way, so digits are apart: "4 7, 2 9".
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, get_currency_name

from ivr.dialog.values import Json
from ivr.identifiers.grouping import digit_groups
from ivr.prompts.ordinals import ordinal

Speaker = Callable[[Json, str, ZoneInfo], str]


def digits(value: Json, language: str, zone: ZoneInfo) -> str:
    """Return digits and letters one by one, in groups; a number with its country code as a telephone number."""
    if str(value).startswith("+"):
        return telephone(value, language, zone)
    return _spaced(digit_groups("".join(c for c in str(value) if c.isalnum())))


def telephone(value: Json, language: str, zone: ZoneInfo) -> str:
    """Return a telephone number in the groups its country uses, without the country code."""
    try:
        number = phonenumbers.parse(str(value))
    except phonenumbers.NumberParseException:
        return digits(str(value).lstrip("+"), language, zone)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return _spaced("".join(c if c.isdigit() else " " for c in national).split())


def spoken_date(value: Json, language: str, zone: ZoneInfo) -> str:
    """Return the day of an ISO date, or of an ISO time in the hotline's zone: Tuesday, November 17th."""
    day = _day(str(value), zone)
    if language == "en":
        return f"{format_date(day, 'EEEE, MMMM', locale='en')} {ordinal(day.day, 'en')}"
    return format_date(day, "EEEE d MMMM", locale=language)


def time(value: Json, language: str, zone: ZoneInfo) -> str:
    """Return the time of day of an ISO time in the hotline's zone."""
    return " ".join(format_time(_moment(str(value), zone), "short", locale=language).split())


def money(value: Json, language: str, _zone: ZoneInfo) -> str:
    """Return an amount as it is said: 84 euros and 50 cents. The value is {"amount": "84.50", "currency": "EUR"}.

    Raises:
        TypeError: the value is not of that form.
    """
    if not isinstance(value, dict):
        raise TypeError("money is an amount with a currency")
    amount, currency = Decimal(str(value["amount"])), str(value["currency"])
    whole, cents = int(amount), int(amount * 100) % 100
    said = f"{whole} {get_currency_name(currency, count=whole, locale=language)}"
    if not cents:
        return said
    return f"{said} and {cents} {_cents(cents)}" if currency in _HUNDREDTHS and language == "en" else f"{said} {cents}"


def count(value: Json, language: str, _zone: ZoneInfo) -> str:
    """Return a number as the language writes it."""
    return format_decimal(Decimal(str(value)), locale=language)


def _text(value: Json, _language: str, _zone: ZoneInfo) -> str:
    return str(value)


def _ordinal(value: Json, language: str, _zone: ZoneInfo) -> str:
    return ordinal(int(str(value)), language)


_HUNDREDTHS = frozenset({"EUR", "USD", "CAD", "AUD"})

SAY_AS: Mapping[str, Speaker] = {
    "text": _text,
    "digits": digits,
    "telephone": telephone,
    "date": spoken_date,
    "time": time,
    "money": money,
    "ordinal": _ordinal,
    "count": count,
}


def _cents(cents: int) -> str:
    return "cent" if cents == 1 else "cents"


def _spaced(groups: list[str]) -> str:
    return ", ".join(" ".join(group) for group in groups)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(zone) if moment.tzinfo else moment


def _day(text: str, zone: ZoneInfo) -> date:
    return _moment(text, zone).date() if "T" in text else date.fromisoformat(text)
