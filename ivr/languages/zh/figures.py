"""Read typed figures aloud in Chinese: grammars hold the words of numbers only."""

import re
from collections.abc import Iterator

from ivr.languages.typed import Rule, say_figures, write_out
from ivr.languages.zh.words import DIGITS

_DIGITS = tuple(words[0] for words in DIGITS.values())
_SCALES = ((1000, "千"), (100, "百"), (10, "十"))
_MONEY = {"¥": "元", "￥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
_WAN = 10_000
_LARGEST = 99_999_999


def readings(text: str) -> Iterator[str]:
    """Yield the text with its figures in words: digit by digit, and as numbers; nothing where there are none."""
    if re.search(r"\d", text):
        yield from say_figures(_written_out(text), (_digits, number), between="")


def _written_out(text: str) -> str:
    """Put words for all but the digits of prices, times, decimals, years and negative numbers."""
    rules: tuple[Rule, ...] = (
        (r"(?<=\d),(?=\d{3})", ""),
        (r"([¥￥$€£])\s?(\d+)(?:\.(\d\d?))?", _price),
        (r"(\d{4})(?=年)", lambda found: _digits(found[1])),
        (r"(\d+)[:：](\d\d)", lambda found: f"{number(found[1])}点{_minutes(found[2])}"),
        (r"(\d+)(?=[月日号点分元块角毛])", lambda found: number(found[1])),
        (r"(\d+)\.(\d+)", lambda found: f"{number(found[1])}点{_digits(found[2])}"),
        (r"(^|\s)-(?=\d)", r"\1负"),
    )
    return write_out(text, rules)


def _price(found: re.Match[str]) -> str:
    cents = f"点{_digits(found[3])}" if found[3] else ""
    return f"{number(found[2])}{cents}{_MONEY[found[1]]}"


def _minutes(figures: str) -> str:
    if figures == "00":
        return "整"
    return ("零" if figures[0] == "0" else "") + number(figures.lstrip("0")) + "分"


def _digits(figures: str) -> str:
    return "".join(_DIGITS[int(figure)] for figure in figures)


def number(figures: str) -> str:
    """Return figures as a number; those with a leading zero digit by digit."""
    value = int(figures)
    if value > _LARGEST or (figures.startswith("0") and len(figures) > 1):
        return _digits(figures)
    return cardinal(value)


def cardinal(value: int) -> str:
    """Return the words of a number below a hundred million: 一百零五, 十二, 四千七百二十九."""
    if value >= _WAN:
        many, rest = divmod(value, _WAN)
        return f"{cardinal(many)}万{_rest(rest, _WAN)}"
    said = _below_wan(value)
    return said.removeprefix("一") if said.startswith("一十") else said


def _below_wan(value: int) -> str:
    for size, name in _SCALES:
        if value >= size:
            many, rest = divmod(value, size)
            return f"{_DIGITS[many]}{name}{_rest(rest, size)}"
    return _DIGITS[value]


def _rest(rest: int, size: int) -> str:
    """Return what follows a scale, after 零 where a place is empty."""
    if not rest:
        return ""
    return ("零" if rest * 10 < size else "") + _below_wan(rest)
