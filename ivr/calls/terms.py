"""Split a text into the terms it is found by: words in small letters without accents, single Chinese characters."""

import re
import unicodedata
from collections.abc import Iterator

from ivr.redaction import MASK

TERM = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+")
BREAK = "0x0"
"""Stands where a turn ends or something is masked: no phrase goes across it, and nobody says it."""
LONGEST = 64


def terms(text: str) -> Iterator[str]:
    """Yield the terms of a redacted text."""
    for number, part in enumerate(text.split(MASK)):
        if number:
            yield BREAK
        plain = unicodedata.normalize("NFKD", part.casefold())
        for found in TERM.finditer("".join(sign for sign in plain if not unicodedata.combining(sign))):
            yield found.group()[:LONGEST]
