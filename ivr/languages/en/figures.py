"""Read typed figures aloud: nobody says "4729", so grammars hold its words only."""

import re
from collections.abc import Iterator

from ivr.languages.en.words import DIGITS, TEENS, TENS
from ivr.languages.typed import Rule, say_figures, write_out

_UNITS = (*(words[0] for words in DIGITS.values()), *TEENS)
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_MONEY = {"$": "dollars", "\u20ac": "euros", "\u00a3": "pounds"}
_LARGEST = 999_999


def readings(text: str) -> Iterator[str]:
    """Yield the text with its figures in words: digit by digit, as numbers, as years; nothing where there are none."""
    if re.search(r"\d", text):
        yield from say_figures(_written_out(text), (by_digit, number, _year))


def _written_out(text: str) -> str:
    """Put words for all but the digits of prices, times, decimals, ordinals and negative numbers."""
    rules: tuple[Rule, ...] = (
        (r"(?<=\d),(?=\d{3})", ""),
        (r"([$\u20ac\u00a3])\s?(\d+)(?:\.(\d\d))?", _price),
        (r"(\d):00\b", r"\1 o'clock"),
        (r"(\d):0(\d)", r"\1 oh \2"),
        (r"(\d):(\d\d)", lambda found: f"{found[1]} {number(found[2])}"),
        (r"(\d)\.(\d+)", lambda found: f"{found[1]} point {by_digit(found[2])}"),
        (r"(\d+)(?:st|nd|rd|th)\b", lambda found: ordinal(found[1])),
        (r"(^|\s)-(?=\d)", r"\1minus "),
    )
    return write_out(text, rules)


def _price(found: re.Match[str]) -> str:
    cents = f" and {number(found[3])} cents" if found[3] else ""
    return f"{number(found[2])} {_MONEY[found[1]]}{cents}"


def by_digit(figures: str) -> str:
    """Return the words of figures one by one."""
    return " ".join(_UNITS[int(figure)] for figure in figures)


def number(figures: str) -> str:
    """Return the words of a number; of one with a leading zero, or over a million, those of its figures."""
    value = int(figures)
    if value > _LARGEST or (figures.startswith("0") and len(figures) > 1):
        return by_digit(figures)
    return _cardinal(value)


def _year(figures: str) -> str:
    if len(figures) == 4 and "1100" < figures < "2000" and figures[2] != "0":
        return f"{number(figures[:2])} {number(figures[2:])}"
    return number(figures)


def _cardinal(value: int) -> str:
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = f" {_cardinal(value % size)}" if value % size else ""
            return f"{_cardinal(value // size)} {name}{rest}"
    if value < len(_UNITS):
        return _UNITS[value]
    return TENS[value // 10 - 2] + (f" {_UNITS[value % 10]}" if value % 10 else "")


def ordinal(figures: str) -> str:
    """Return the words of a place in an order: forty second."""
    *before, last = number(figures).split()
    ending = "ieth" if last.endswith("y") else "fth" if last == "twelve" else "th"
    return " ".join([*before, _ORDINALS.get(last, re.sub("y$|ve$", "", last) + ending)])
