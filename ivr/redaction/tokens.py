"""Part text into words, and know which of them are masked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

SENTENCE_END = re.compile(r"[?!;:。？！；\n]")


@dataclass(frozen=True)
class Token:
    """A word, where it stands, and how it is looked up: in small letters, with a straight apostrophe."""

    start: int
    end: int
    word: str


@dataclass
class Marked:
    """A text in words, with a mark on each that is to be masked, and why."""

    text: str
    tokens: Sequence[Token]
    why: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Have the words by themselves."""
        self.words = [token.word for token in self.tokens]
        between = zip(self.tokens, self.tokens[1:], strict=False)
        self.ends = {
            i for i, (one, next_) in enumerate(between) if SENTENCE_END.search(self.text, one.end, next_.start)
        }

    def mark(self, where: range | Sequence[int], why: str) -> None:
        """Mask these words; the first reason stays."""
        for at in where:
            self.why.setdefault(at, why)

    def mark_again(self, where: range | Sequence[int], why: str) -> None:
        """Mark these words for a better reason."""
        self.why.update(dict.fromkeys(where, why))

    def mark_span(self, start: int, end: int, why: str) -> None:
        """Mask the words that lie in a stretch of the text."""
        self.mark([i for i, token in enumerate(self.tokens) if token.start < end and token.end > start], why)

    def run(self, start: int, most: int, goes_on: Callable[[int], bool]) -> list[int]:
        """Return the words from here that go on, within a sentence."""
        found: list[int] = []
        for at in range(start, min(start + most, len(self.tokens))):
            if not goes_on(at):
                break
            found.append(at)
            if at in self.ends:
                break
        return found

    def run_back(self, last: int, most: int, goes_on: Callable[[int], bool]) -> list[int]:
        """Return the words up to here, backwards, that go on within a sentence."""
        found: list[int] = []
        for at in range(last, max(last - most, -1), -1):
            if at in self.ends or not goes_on(at):
                break
            found.append(at)
        return found

    def is_unknown(self, at: int) -> bool:
        """Tell whether a word is masked as one that nobody knows, or as a name."""
        return self.why.get(at) in ("unknown", "name")

    def spans(self) -> list[tuple[int, int]]:
        """Return the stretches to mask; neighbours are one."""
        joined: list[tuple[int, int]] = []
        for at in sorted(self.why):
            token = self.tokens[at]
            if joined and at - 1 in self.why:
                joined[-1] = (joined[-1][0], token.end)
            else:
                joined.append((token.start, token.end))
        return joined
