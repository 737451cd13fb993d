"""Make the plurals and the regular verb forms of English, for the list of words that tell nothing of a person."""

import re
from collections.abc import Iterator

DOUBLED = frozenset(
    """
    admit beg cancel chat chop clap commit control dig dim dip drag drop drum fit flap fuel get grab hit hop
    hug jam jog label level log model mop nod occur pat pin plan plug pop prefer program put quit refer
    regret rob rub run scan set shut signal sip sit skip slam slap slip snap spin split step stop stir strip
    submit swap swim tap tip total transfer trap travel trip unplug win wrap zip
    """.split()  # noqa: SIM905
)
"""Verbs whose last letter is doubled before -ed and -ing, or may be."""


def forms(kind: str, word: str) -> Iterator[str]:
    """Yield a noun with its plural, or a verb with its regular forms."""
    yield word
    yield _with_s(word)
    if kind == "verbs":
        yield from _past_and_ing(word)


def _with_s(word: str) -> str:
    if re.search(r"(s|x|z|ch|sh)$", word):
        return f"{word}es"
    return f"{word[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"


def _past_and_ing(word: str) -> tuple[str, str]:
    if word.endswith(("ee", "oe", "ye")):
        return f"{word}d", f"{word}ing"
    if word.endswith("e"):
        return f"{word}d", f"{word[:-1]}ing"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ied", f"{word}ing"
    stem = word + word[-1] if word in DOUBLED else word
    return f"{stem}ed", f"{stem}ing"
