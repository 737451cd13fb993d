"""Speak values right for the language: digits, telephone, date, time, money, ordinal, count, name, address.

Here stored values become numbers, days and amounts; how those are said is the language's (`ivr.languages`).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale
from babel.dates import format_date

from ivr.dialog.values import Json
from ivr.identifiers.grouping import digit_groups
from ivr.languages.language import Language

Speaker = Callable[[Json, Language, ZoneInfo], str]


def digits(value: Json, language: Language, zone: ZoneInfo) -> str:
    """Return digits and letters one by one, in groups; a number with its country code as a telephone number."""
    if str(value).startswith("+"):
        return telephone(value, language, zone)
    return language.saying.digits(digit_groups("".join(c for c in str(value) if c.isalnum())))


def telephone(value: Json, language: Language, zone: ZoneInfo) -> str:
    """Return a telephone number in the groups its country uses, without the country code."""
    try:
        number = phonenumbers.parse(str(value))
    except phonenumbers.NumberParseException:
        return digits(str(value).lstrip("+"), language, zone)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return language.saying.telephone("".join(c if c.isdigit() else " " for c in national).split())


def spoken_date(value: Json, language: Language, zone: ZoneInfo) -> str:
    """Return the day of an ISO date, or of an ISO time in the hotline's zone: Tuesday, November 17th."""
    return language.saying.date(_day(str(value), zone))


def near_day(value: Json, language: Language, zone: ZoneInfo, today: date) -> str:
    """Return the day of an ISO date or time as people say it today: yesterday, Tuesday, or the date."""
    return language.saying.day(_day(str(value), zone), today)


def full_date(value: Json, language: Language, zone: ZoneInfo) -> str:
    """Return the day of an ISO date with its year: November 17, 2026."""
    return format_date(_day(str(value), zone), "long", locale=language.locale)


def country(value: Json, language: Language, _zone: ZoneInfo) -> str:
    """Return the name of a country given by its ISO code.

    Raises:
        KeyError: there is no such country.
    """
    return str(Locale.parse(language.locale).territories[str(value)])


def time(value: Json, language: Language, zone: ZoneInfo) -> str:
    """Return the time of day of an ISO time in the hotline's zone."""
    return language.saying.time(_moment(str(value), zone))


def money(value: Json, language: Language, _zone: ZoneInfo) -> str:
    """Return an amount as it is said: 84 euros and 50 cents. The value is {"amount": "84.50", "currency": "EUR"}.

    Raises:
        TypeError: the value is not of that form.
    """
    if not isinstance(value, dict):
        raise TypeError("money is an amount with a currency")
    return language.saying.money(Decimal(str(value["amount"])), str(value["currency"]))


def count(value: Json, language: Language, _zone: ZoneInfo) -> str:
    """Return how many there are, as the language says it."""
    return language.saying.count(Decimal(str(value)))


def name(value: Json, language: Language, _zone: ZoneInfo) -> str:
    """Return a name in the language, else in English, else in the first that it has. The value is {"en": "Munich"}.

    Raises:
        TypeError: the value is not of that form, or empty.
    """
    if not isinstance(value, dict) or not value:
        raise TypeError("a name is a dict of names by language")
    return str(value.get(language.code) or value.get("en") or next(iter(value.values())))


def address(value: Json, language: Language, zone: ZoneInfo) -> str:
    """Return an address, written in several languages like a name, as people say it."""
    return language.saying.address(name(value, language, zone))


def _text(value: Json, _language: Language, _zone: ZoneInfo) -> str:
    return str(value)


def _ordinal(value: Json, language: Language, _zone: ZoneInfo) -> str:
    return language.saying.ordinal(int(str(value)))


SAY_AS: Mapping[str, Speaker] = {
    "text": _text,
    "digits": digits,
    "telephone": telephone,
    "date": spoken_date,
    "day": spoken_date,
    "full_date": full_date,
    "country": country,
    "time": time,
    "money": money,
    "ordinal": _ordinal,
    "count": count,
    "name": name,
    "address": address,
}


def _moment(text: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(zone) if moment.tzinfo else moment


def _day(text: str, zone: ZoneInfo) -> date:
    return _moment(text, zone).date() if "T" in text else date.fromisoformat(text)
