"""Words that stand for everything a grammar does not hold: a garbage model made from the model's own vocabulary.

Vosk's look-ahead models number their words by pronunciation, so every k-th of the short ones is an even
sample of how words sound. On 230 people's one-word commands and 500 other words, 300 of them
refuse 97 of 100 strangers' words and take 94 of 100 commands; none refuses 24 and takes 99.
"""

from collections.abc import Collection
from pathlib import Path

SHORTEST, LONGEST = 2, 7


def short_words(model: Path) -> tuple[str, ...]:
    """Return the model's words of two to seven letters in the order of their numbers; none where there is no list."""
    path = model / "graph" / "words.txt"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8") as file:
        numbered = [line.split() for line in file if line.count(" ") == 1]
    ordered = sorted((int(number), word) for word, number in numbered)
    return tuple(word for _, word in ordered if word.isalpha() and SHORTEST <= len(word) <= LONGEST)


def decoys(words: tuple[str, ...], but: Collection[str], count: int) -> list[str]:
    """Return so many of the words, evenly spread, without those of the grammar."""
    allowed = [word for word in words if word not in but]
    return [allowed[index * len(allowed) // count] for index in range(min(count, len(allowed)))]
