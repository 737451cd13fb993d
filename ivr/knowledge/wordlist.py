"""The words of a language that tell nothing, and those that mean nearly the same: files that people edit."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class WordList:
    """`ignored` are left out of what is compared. `alike` are groups of words that callers and articles interchange."""

    ignored: frozenset[str]
    alike: tuple[tuple[str, ...], ...]


@cache
def word_list(language: str) -> WordList:
    """Return the words of a language; none for one without a file."""
    file = WORDS / f"{language}.txt"
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    part = ""
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        if line.startswith("@"):
            part = line[1:].strip()
        elif line.strip() and not line.startswith("#"):
            groups[part].append(tuple(line.split()))
    return WordList(frozenset(word for line in groups["ignored"] for word in line), tuple(groups["alike"]))
