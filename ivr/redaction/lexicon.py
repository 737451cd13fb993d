"""What redaction knows of a language's words: which tell nothing, and around which ones names and places stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from ivr.languages.language import Redaction


class Phrases:
    """Phrases, found in a sequence of words."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        """Take phrases as words."""
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for phrase in sorted(set(phrases), key=len, reverse=True):
            if phrase:
                self._by_first[phrase[0]].append(phrase)

    def at(self, words: Sequence[str], start: int) -> int:
        """Return how many words the longest phrase has that begins here; 0 for none."""
        for phrase in self._by_first.get(words[start], ()):
            if tuple(words[start : start + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def ends(self, words: Sequence[str]) -> list[int]:
        """Return where phrases end: the place after each."""
        found = ((start, self.at(words, start)) for start in range(len(words)))
        return [start + length for start, length in found if length]


def read_sections(file: Path, apart: str | None = None) -> Mapping[str, list[str]]:
    """Return what stands in each part of a file: words, or phrases where they are kept apart by a sign."""
    sections: dict[str, list[str]] = defaultdict(list)
    part = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            part = line[1:].strip()
        elif line.strip() and not line.startswith("#"):
            sections[part] += [each.strip() for each in line.split(apart)]
    return sections


@cache
def harmless_words(redaction: Redaction) -> frozenset[str]:
    """Return the words that tell nothing of a person."""
    sections = read_sections(redaction.folder / "harmless.txt")
    words = set(sections["words"])
    for kind in ("nouns", "verbs"):
        for word in sections[kind]:
            words.update(redaction.forms(kind, word))
    return frozenset(words)


@cache
def plain_verbs(redaction: Redaction) -> frozenset[str]:
    """Return the verbs of a language as the dictionary has them."""
    return frozenset(read_sections(redaction.folder / "harmless.txt")["verbs"])


@cache
def cues(redaction: Redaction) -> Mapping[str, list[str]]:
    """Return the phrases around which what is personal stands, by what they announce."""
    return read_sections(redaction.folder / "cues.txt", "|")
