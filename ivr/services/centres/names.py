"""Bring names of places into the form they are compared in."""

import re
from collections.abc import Mapping

from ivr.identifiers.keypad import unaccented

BETWEEN = ", "
"""Stands between the name of a place and that of its area, where both were said."""

NEAR_ME = frozenset({"near", "near me", "près de chez moi", "附近"})
"""What a caller means who wants a centre nearby: the key's meaning, and that of the words in each language."""

Names = Mapping[str, str]
"""A name by language."""


def plain(name: str) -> str:
    """Return a name as it is compared: small letters without accents and signs, Chinese as it is."""
    return " ".join(re.sub(r"['\u2019.]", "", re.sub(r"[-,]", " ", unaccented(name))).split())


def spellings(*names: Names) -> tuple[str, ...]:
    """Return all that a place is called, each spelling once."""
    return tuple(dict.fromkeys(filter(None, (plain(name) for each in names for name in each.values()))))


def digits_of(postcode: str) -> str:
    """Return the figures of a postcode that has no letters, else nothing."""
    figures = re.sub(r"[\s-]", "", postcode)
    return figures if figures.isascii() and figures.isdecimal() else ""
