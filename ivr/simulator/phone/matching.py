"""Finding words in what was heard: `text`, or `/regex/`."""

import re
from functools import lru_cache


@lru_cache(4096)
def squeezed(text: str) -> str:
    """Return a text without case, blanks and punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))


def found(pattern: str, text: str) -> int | None:
    """Return the index in `text` after the first match of a pattern, or None.

    A plain pattern matches anywhere, whatever the case, blanks and punctuation: "4729" is found
    in "4 7 2 9."; a /pattern/ is a regular expression, whatever the case (flags i and s say what holds anyway).
    """
    expression = as_regex(pattern)
    if expression is not None:
        match = expression.search(text)
        return match.end() if match else None
    wanted = squeezed(pattern)
    if wanted not in squeezed(text):
        return None
    kept = [(letter, place) for place, raw in enumerate(text) for letter in squeezed(raw)]
    start = "".join(letter for letter, _ in kept).find(wanted)
    if start < 0:
        return None
    return kept[start + len(wanted) - 1][1] + 1 if wanted else 0


def as_regex(pattern: str) -> re.Pattern[str] | None:
    """Return the expression of a /pattern/, or None for plain text; re.error where it is none, or has unknown flags."""
    match = re.fullmatch(r"/(.+)/([gimsuxy]*)", pattern, re.DOTALL)
    if match is None:
        return None
    unknown = set(match[2]) - {"i", "s"}
    if unknown:
        raise re.error(f"{pattern}: no flag {''.join(sorted(unknown))} here; case is ignored without one")
    return re.compile(match[1], re.IGNORECASE | re.DOTALL)
