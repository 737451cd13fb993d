"""How Chinese says values. Everything comes out as text that any voice reads the same way."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import get_currency_name

from ivr.languages.babel import A_WEEK, parts
from ivr.languages.language import Saying
from ivr.languages.zh.address import FIGURES, address

_PARTS = ((6, "凌晨"), (9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
"""Until which hour a part of the day lasts."""


def digits(groups: Sequence[str]) -> str:
    """Return digits one by one with a pause between groups, one as 幺: 四七，二九."""
    return "，".join("".join(FIGURES.get(character, f" {character} ") for character in group) for group in groups)


def ordinal(number: int) -> str:
    """Return a number's place in an order: 第3."""
    return f"第{number}"


def day_of(day: date) -> str:
    """Return a day: 11月17日星期二."""
    return f"{day.month}月{day.day}日{format_date(day, 'EEEE', locale='zh')}"


def near_day(day: date, today: date) -> str:
    """Return a day: 昨天, 星期二, or, from a week on, the date."""
    away = (day - today).days
    named = {-1: "昨天", 0: "今天", 1: "明天"}.get(away)
    return named or (format_date(day, "EEEE", locale="zh") if abs(away) < A_WEEK else day_of(day))


def time_of(moment: datetime) -> str:
    """Return the time of day: 下午3点30分."""
    part = next(name for until, name in _PARTS if moment.hour < until)
    hour = moment.hour if moment.hour <= 12 else moment.hour - 12
    return f"{part}{count(Decimal(hour))}点{f'{moment.minute:02}分' if moment.minute else ''}"


def money(value: Decimal, currency: str) -> str:
    """Return an amount: 84元5角, 84.5欧元."""
    whole, cents = parts(value)
    if currency == "CNY":
        return _yuan(whole, cents)
    return f"{whole}{f'.{cents:02}'.rstrip('0') if cents else ''}{get_currency_name(currency, locale='zh')}"


def _yuan(whole: int, cents: int) -> str:
    jiao, fen = divmod(cents, 10)
    tenths = f"{jiao}角" if jiao else "零" if fen and whole else ""
    return f"{f'{whole}元' if whole or not cents else ''}{tenths}{f'{fen}分' if fen else ''}"


def count(value: Decimal) -> str:
    """Return how many there are, as it stands before a measure word: 两, 3, 1200."""
    return "两" if value == 2 else f"{value:f}"


SAYING = Saying(
    digits=digits,
    telephone=digits,
    date=day_of,
    day=near_day,
    time=time_of,
    money=money,
    ordinal=ordinal,
    count=count,
    address=address,
    keys={"*": "星号键", "#": "井号键"},
)
