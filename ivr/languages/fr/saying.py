"""How French says values. Everything comes out as text that any voice reads the same way."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from babel.dates import format_date

from ivr.languages.babel import A_WEEK, HUNDREDTHS, amount, decimal, parts, spaced
from ivr.languages.fr.address import address
from ivr.languages.language import Saying


def telephone(groups: Sequence[str]) -> str:
    """Return a telephone number in pairs, which are read as numbers; one in other groups digit by digit."""
    return ", ".join(groups) if all(len(group) == 2 for group in groups) else spaced(groups)


def ordinal(number: int) -> str:
    """Return a number's place in an order: 1er, 2e."""
    return f"{number}{'er' if number == 1 else 'e'}"


def day_of(day: date) -> str:
    """Return a day: mardi 1er décembre."""
    figure = "1er" if day.day == 1 else str(day.day)
    return f"{format_date(day, 'EEEE', locale='fr')} {figure} {format_date(day, 'MMMM', locale='fr')}"


def near_day(day: date, today: date) -> str:
    """Return a day as it is said after "depuis" or "pour": hier, mardi, or, from a week on, le 17 novembre."""
    away = (day - today).days
    named = {-1: "hier", 0: "aujourd'hui", 1: "demain"}.get(away)
    return named or (format_date(day, "EEEE", locale="fr") if abs(away) < A_WEEK else f"le {day_of(day)}")


def time_of(moment: datetime) -> str:
    """Return the time of day by 24 hours: 15 heures 30."""
    if not moment.minute and moment.hour in (0, 12):
        return "midi" if moment.hour else "minuit"
    hours = f"{moment.hour} heure{'s' if moment.hour > 1 else ''}"
    return f"{hours} {moment.minute:02}" if moment.minute else hours


def money(value: Decimal, currency: str) -> str:
    """Return an amount: 84 euros et 50 centimes."""
    whole, cents = parts(value)
    name = "centime" if currency == "EUR" else "cent"
    small = f"{cents} {name}{'s' if cents > 1 else ''}" if currency in HUNDREDTHS else str(cents)
    if not whole and cents and currency in HUNDREDTHS:
        return small
    said = f"{whole} dollar{'s' if whole > 1 else ''}" if currency == "USD" else amount(whole, currency, "fr")
    if not cents:
        return said
    return f"{said} et {small}" if currency in HUNDREDTHS else f"{said} {small}"


SAYING = Saying(
    digits=spaced,
    telephone=telephone,
    date=day_of,
    day=near_day,
    time=time_of,
    money=money,
    ordinal=ordinal,
    count=partial(decimal, locale="fr"),
    address=address,
    keys={"*": "étoile", "#": "dièse"},
)
