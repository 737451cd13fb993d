"""Find the order numbers and IMEIs in a sentence, spoken or typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from ivr.intents.words import split

SHORTEST, LONGEST = 4, 15
"""Digits of a number that may name a repair."""
_WORDS = (
    "zero oh o nought zéro 零 〇",
    "one un une 一 幺",
    "two deux 二 两",
    "three trois 三",
    "four quatre 四",
    "five cinq 五",
    "six 六",
    "seven sept 七",
    "eight huit 八",
    "nine neuf 九",
)
DIGITS = {word: str(value) for value, words in enumerate(_WORDS) for word in words.split()}
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
REPEATED = {"double": 2, "triple": 3}
NEVER_FIRST = frozenset(("o", "oh", "un", "une", "一"))
"""Words that are digits only after another one."""
FEWEST_WORDS = 4


@dataclass(frozen=True)
class Number:
    """A number and the words it stands in, from `start` to before `end`."""

    digits: str
    start: int
    end: int


def number_in(text: str) -> str:
    """Return the one number of a sentence; nothing where there are none, two, or letters before it."""
    said = split(text)
    found = [each for each in spoken_numbers(said) if SHORTEST <= len(each.digits) <= LONGEST]
    whole = len(found) == 1 and not _is_spelled(said[: found[0].start])
    return found[0].digits if whole else ""


def spoken_numbers(words: Sequence[str]) -> list[Number]:
    """Return the runs of digits that are long enough for a number: four digits or more, said one by one or in pairs."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = _run(words, at)
        at = max(number.end, at + 1)
        if len(number.digits) >= SHORTEST and _is_told(words, number):
            found.append(number)
    return found


def _run(words: Sequence[str], start: int) -> Number:
    at, digits = start, ""
    while at < len(words) and not (at == start and words[at] in NEVER_FIRST and words[at] not in ("un", "一")):
        told, used = _figure(words, at)
        if not used:
            break
        digits, at = digits + told, at + used
    return Number(digits, start, at)


def _figure(words: Sequence[str], at: int) -> tuple[str, int]:
    """Return the digits that are told at a place, and how many words they take; no words where there are none."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    if word.isascii() and word.isdecimal():
        return word, 1
    if word in REPEATED and after in DIGITS:
        return DIGITS[after] * REPEATED[word], 2
    if word in TENS:
        return f"{TENS.index(word) + 2}{DIGITS.get(after, '0')}", 1 + (after in DIGITS)
    if word in TEENS:
        return f"{TEENS.index(word) + 10}", 1
    return (DIGITS[word], 1) if word in DIGITS else ("", 0)


def _is_told(words: Sequence[str], number: Number) -> bool:
    """Tell numbers from years and prices, which are a few words long."""
    typed = any(word.isdecimal() and word.isascii() for word in words[number.start : number.end])
    return typed or len(number.digits) > SHORTEST or number.end - number.start >= FEWEST_WORDS


def _is_spelled(before: Sequence[str]) -> bool:
    """Return whether letters were spelled right before: then the digits are only a part of the number."""
    if not before or list(before[-4:]) == ["i", "m", "e", "i"]:
        return False
    letter = len(before[-1]) == 1 and before[-1].isascii() and before[-1].isalpha()
    return letter or before[-3:-1] == ["as", "in"]
