"""Read typed figures aloud in French: nobody says "4729", so grammars hold its words only."""

import re
from collections.abc import Iterator

from ivr.languages.fr.words import DIGITS, TEENS
from ivr.languages.typed import Rule, say_figures, write_out

_UNITS = (*(words[0] for words in DIGITS.values()), *TEENS, "dix sept", "dix huit", "dix neuf")
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre vingt", "quatre vingt")
_MONEY = {"€": "euros", "$": "dollars", "£": "livres", "¥": "yens"}
_LARGEST = 999_999
_SPACE = "[ \u00a0\u202f]"


def readings(text: str) -> Iterator[str]:
    """Yield the text with its figures in words: digit by digit, in pairs, as numbers; nothing where there are none."""
    if re.search(r"\d", text):
        yield from say_figures(_written_out(text), (_digits, cardinal_text, _pairs))


def _written_out(text: str) -> str:
    """Put words for all but the digits of prices, times, decimals, ordinals and negative numbers."""
    rules: tuple[Rule, ...] = (
        (rf"(?<=\d){_SPACE}(?=\d{{3}}\b)", ""),
        (rf"(\d+)(?:,(\d\d))?{_SPACE}?([€$£¥])", _price),
        (r"(\d+) ?(?:h|:)00\b", lambda found: f"{cardinal_text(found[1])} heures"),
        (r"(\d+) ?(?:h|:) ?(\d\d)\b", lambda found: f"{cardinal_text(found[1])} heures {cardinal_text(found[2])}"),
        (r"(\d+) ?h\b", lambda found: f"{cardinal_text(found[1])} heures"),
        (r"(\d)[,.](\d+)", lambda found: f"{found[1]} virgule {_digits(found[2])}"),
        (r"\b1(?:er|re|ère)\b", "premier"),
        (r"(^|\s)-(?=\d)", r"\1moins "),
    )
    return write_out(text, rules)


def _price(found: re.Match[str]) -> str:
    cents = f" {cardinal_text(found[2])}" if found[2] else ""
    return f"{cardinal_text(found[1])} {_MONEY[found[3]]}{cents}"


def _digits(figures: str) -> str:
    return " ".join(_UNITS[int(figure)] for figure in figures)


def _pairs(figures: str) -> str:
    """Return pairs of digits as numbers, an odd first digit by itself: zéro six, douze, trente quatre."""
    odd = len(figures) % 2
    pairs = [figures[:odd]] * odd + [figures[at : at + 2] for at in range(odd, len(figures), 2)]
    return " ".join(cardinal_text(pair) for pair in pairs)


def cardinal_text(figures: str) -> str:
    """Return figures as a number; those with a leading zero digit by digit."""
    value = int(figures)
    if value > _LARGEST or (figures.startswith("0") and len(figures) > 1):
        return _digits(figures)
    return cardinal(value)


def cardinal(value: int) -> str:
    """Return the words of a number below a million, without hyphens."""
    for size, name in ((1000, "mille"), (100, "cent")):
        if value >= size:
            many, rest = divmod(value, size)
            before = f"{cardinal(many)} " if many > 1 else ""
            return f"{before}{name}{f' {cardinal(rest)}' if rest else ''}"
    if value < len(_UNITS):
        return _UNITS[value]
    return _below_hundred(value)


def _below_hundred(value: int) -> str:
    ten, rest = value // 10, value % 10
    if ten in (7, 9):
        rest += 10
    if not rest:
        return _TENS[ten]
    joined = " et " if rest in (1, 11) and ten < 8 else " "
    return f"{_TENS[ten]}{joined}{_UNITS[rest]}"
