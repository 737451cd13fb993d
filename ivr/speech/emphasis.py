"""Tell Vosk's small bigram model what people mostly say where a grammar may say much else.

A builtin takes "forty seven" and "A as in Alpha" as well as "four seven" and "A". Given only its words, or all
of its word pairs, Vosk finds "seventeen" as likely as "seven". Naming the pairs of plain digits and letters
more often mends that (docs/speech.md: 88 to 97 of 100 digit strings, 47 to 67 of 100 spelled names).
"""

from collections.abc import Iterable
from typing import Literal, get_args

Kind = Literal["sentences", "digits", "letters"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DIGITS = frozenset(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh"])
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
DIGIT_PAIRS = 4
"""How often each pair of digits is named, when there are no letters."""


def kind_of(phrases: Iterable[str]) -> Kind:
    """Return what a grammar of these phrases is, for the way it is decoded and judged."""
    words = frozenset(phrase for phrase in phrases if " " not in phrase)
    if words >= LETTERS:
        return "letters"
    return "digits" if words >= DIGITS - {"oh"} else "sentences"


def emphasised(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the phrases with their plain digits and letters emphasised, where they hold all of either."""
    listed = tuple(phrases)
    words = frozenset(phrase for phrase in listed if " " not in phrase)
    letters = LETTERS if words >= LETTERS else frozenset()
    digits = DIGITS & words if words >= DIGITS - {"oh"} else frozenset()
    core = sorted(letters | digits)
    if not core:
        return listed
    pairs = tuple(f"{one} {other}" for one in core for other in core)
    return tuple(sorted(words)) + pairs * (1 if letters else DIGIT_PAIRS)
