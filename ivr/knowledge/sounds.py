"""Tell which terms sound alike: what the recogniser wrote may be another word than was said."""

import re
from difflib import SequenceMatcher

_SAME = (
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"sch|tch|[cs]h|j|dg"), "j"),
    (re.compile(r"c(?=[eiy])|z|x"), "s"),
    (re.compile(r"ck|qu?|c|g"), "k"),
    (re.compile(r"d"), "t"),
    (re.compile(r"b"), "p"),
    (re.compile(r"n"), "m"),
    (re.compile(r"gh|[hwy]"), ""),
)
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLE = re.compile(r"(.)\1+")
ALIKE = 0.72
"""Share of letters that two terms have in common, from which one may be heard for the other."""
SHORTEST = 4


def sound_of(term: str) -> str:
    """Return the consonants of a term, those that sound alike as one; terms of other scripts stay as they are."""
    if not term.isascii():
        return term
    sound = term
    for pattern, instead in _SAME:
        sound = pattern.sub(instead, sound)
    head = "a" if term[:1] in "aeiou" else ""
    return _DOUBLE.sub(r"\1", head + _VOWELS.sub("", sound))


def sounds_like(said: str, term: str) -> bool:
    """Return whether a word may have been heard for a term of the same sound."""
    if min(len(said), len(term)) < SHORTEST:
        return False
    return SequenceMatcher(None, said, term, autojunk=False).ratio() >= ALIKE
