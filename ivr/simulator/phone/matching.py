"""Finding words in what was heard: `text`, `/regex/`, or softly, by a share of the words: `~80% text`."""

import re
from functools import lru_cache

_FLAGS = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}


@lru_cache(4096)
def squeezed(text: str) -> str:
    """Return a text without case, blanks and punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))


def found(pattern: str, text: str) -> int | None:
    """Return the index in `text` after the first match of a pattern, or None.

    A plain pattern matches anywhere, whatever the case, blanks and punctuation: "4729" is found
    in "4 7 2 9."; a /pattern/ is a regular expression, whatever the case (flags m and x are Python's; i and s hold
    anyway); of `~80% text` that share of its words is found, in their order and close together.
    """
    expression = as_regex(pattern)
    if expression is not None:
        match = expression.search(text)
        return match.end() if match else None
    soft = as_share(pattern)
    if soft is not None:
        return _most_found(*soft, text)
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
    unknown = set(match[2]) - _FLAGS.keys()
    if unknown:
        raise re.error(f"{pattern}: no flag {''.join(sorted(unknown))} here; case is ignored without one")
    flags = re.IGNORECASE | re.DOTALL
    for letter in match[2]:
        flags |= _FLAGS[letter]
    return re.compile(match[1], flags)


def as_share(pattern: str) -> tuple[int, tuple[str, ...]] | None:
    """Return percentage and words of `~80% words`, or None for another pattern; ValueError where it is impossible."""
    match = re.fullmatch(r"~(\d+)%(.*)", pattern, re.DOTALL)
    if match is None:
        return None
    words = tuple(word.casefold() for word, _ in _words(match[2]))
    if not 1 <= int(match[1]) <= 100 or not words:
        raise ValueError(f"{pattern}: a share from 1% to 100% and words are wanted, such as ~80% welcome to the shop")
    return int(match[1]), words


def _most_found(percent: int, wanted: tuple[str, ...], text: str) -> int | None:
    """Return the index after the first stretch, at most twice as long, that has the share of the words in order."""
    enough = -(-percent * len(wanted) // 100)
    spoken = _words(text)
    for last, (word, end) in enumerate(spoken):
        if word.casefold() in wanted:
            stretch = [each.casefold() for each, _ in spoken[max(0, last + 1 - 2 * len(wanted)) : last + 1]]
            if _in_order(wanted, stretch) >= enough:
                return end
    return None


def _in_order(wanted: tuple[str, ...], stretch: list[str]) -> int:
    """Return how many of the words stand in a stretch in their order (the longest common subsequence)."""
    best = [0] * (len(wanted) + 1)
    for word in stretch:
        before = best[:]
        for index, each in enumerate(wanted):
            best[index + 1] = before[index] + 1 if each == word else max(before[index + 1], best[index])
    return best[-1]


def _words(text: str) -> list[tuple[str, int]]:
    return [(match.group(), match.end()) for match in re.finditer(r"\w+(?:['’]\w+)*", text)]
