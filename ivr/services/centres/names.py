"""Bring names of places into the form they are compared in, and into the keys that spell them."""

import re
import unicodedata
from collections.abc import Mapping

LETTERS = ("", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
KEYS = {letter: str(key) for key, letters in enumerate(LETTERS) for letter in letters}
BETWEEN = ", "
"""Stands between the name of a place and that of its area, where both were said."""

NEAR_ME = frozenset({"near", "near me", "près de chez moi", "附近"})
"""What a caller means who wants a centre nearby: the key's meaning, and that of the words in each language."""

Names = Mapping[str, str]
"""A name by language."""


def plain(name: str) -> str:
    """Return a name as it is compared: small letters without accents and signs, Chinese as it is."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter)).replace("\u0153", "oe")
    return " ".join(re.sub(r"['\u2019.]", "", re.sub(r"[-,]", " ", letters)).split())


def as_keys(name: str) -> str:
    """Return the keys that spell a name, without its blanks; nothing for one that has no Latin letters."""
    keys = [KEYS.get(letter, "") for letter in plain(name) if letter.isalpha()]
    return "".join(keys) if all(keys) else ""


def spellings(*names: Names) -> tuple[str, ...]:
    """Return all that a place is called, each spelling once."""
    return tuple(dict.fromkeys(filter(None, (plain(name) for each in names for name in each.values()))))


def digits_of(postcode: str) -> str:
    """Return the figures of a postcode that has no letters, else nothing."""
    figures = re.sub(r"[\s-]", "", postcode)
    return figures if figures.isascii() and figures.isdecimal() else ""
