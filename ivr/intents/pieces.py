"""Count the words, word pairs and parts of words of a sentence, weighted as tf-idf: what the encoder smooths over."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

KINDS = ("letters", "words")
SIZES = (2, 3, 4)
FEWEST = 2
"""Sentences that a piece must occur in to be learned."""


@dataclass(frozen=True)
class Vocabulary:
    """The pieces that were learned and how telling each is; the place of a piece is its column."""

    pieces: tuple[str, ...]
    weights: tuple[float, ...]

    @classmethod
    def learn(cls, sentences: Sequence[Sequence[str]]) -> "Vocabulary":
        """Return the pieces of these sentences that occur in more than one."""
        seen = Counter(piece for words in sentences for piece in set(_pieces(words)))
        kept = sorted(piece for piece, count in seen.items() if count >= FEWEST)
        weights = (math.log((1 + len(sentences)) / (1 + seen[piece])) + 1 for piece in kept)
        return cls(tuple(kept), tuple(weights))

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {piece: column for column, piece in enumerate(self.pieces)}

    def knows(self, word: str) -> bool:
        """Return whether a word was learned."""
        return f"w{word}" in self._columns

    def row(self, words: Sequence[str]) -> dict[int, float]:
        """Return the columns of a sentence that are not zero; letters and words each have length one."""
        found: dict[int, float] = {}
        counts = Counter(piece for piece in _pieces(words) if piece in self._columns)
        for kind in KINDS:
            values = {
                self._columns[piece]: (1 + math.log(count)) * self.weights[self._columns[piece]]
                for piece, count in counts.items()
                if piece.startswith(kind[0])
            }
            found |= _of_length_one(values)
        return found


def _pieces(words: Sequence[str]) -> Iterator[str]:
    yield from (f"w{word}" for word in words)
    yield from (f"w{first} {second}" for first, second in pairwise(words))
    yield from (f"l{piece}" for word in words for piece in _letters(f" {word} "))


def _letters(word: str) -> Iterable[str]:
    for size in SIZES:
        for start in range(max(1, len(word) - size + 1)):
            yield word[start : start + size]
            if len(word) <= size:
                return


def _of_length_one(values: dict[int, float]) -> dict[int, float]:
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {column: value / length for column, value in values.items()}
