"""Words that stand for everything a grammar does not hold: a garbage model made from the model's own vocabulary.

Vosk's look-ahead models number their words by pronunciation: every k-th of the short ones is an even sample of how
words sound, and words of nearly the same number sound alike, so that "no" is never taken for a decoy "know".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SHORTEST, LONGEST = 2, 7
ALIKE = 6
"""Numbers that lie so near are homophones: "to" and "two" are five apart."""


@dataclass(frozen=True)
class Numbered:
    """A word of the model and its number."""

    number: int
    text: str


def model_words(model: Path) -> dict[str, int]:
    """Return all words of a model with their numbers; none where it has no list of them."""
    path = model / "graph" / "words.txt"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        return {word: int(number) for word, number in (line.split() for line in file if line.count(" ") == 1)}


def short_words(model: Path) -> tuple[Numbered, ...]:
    """Return the model's words of two to seven letters in the order of their numbers; none where there is no list."""
    return tuple(
        Numbered(number, word)
        for number, word in sorted((number, word) for word, number in model_words(model).items())
        if word.isalpha() and SHORTEST <= len(word) <= LONGEST
    )


def decoys(words: tuple[Numbered, ...], grammar: Iterable[Numbered], count: int) -> list[str]:
    """Return so many of the words, evenly spread, none that is or sounds like a word of the grammar."""
    apart = far_from(words, grammar)
    return [apart[index * len(apart) // count] for index in range(min(count, len(apart)))]


def far_from(words: Iterable[Numbered], grammar: Iterable[Numbered]) -> list[str]:
    """Return those of the words that neither are nor sound like one of the grammar's."""
    taken = {word.number + near for word in grammar for near in range(-ALIKE, ALIKE + 1)}
    return [word.text for word in words if word.number not in taken]
