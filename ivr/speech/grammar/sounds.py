"""Find options that sound alike by having the offline voice say them and the recogniser hear them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ivr.speech.grammar.grammar import Grammar

Hear = Callable[[str], str]
SAID, TRIES = 60, 2
"""Sentences of a grammar that are said, and how often each."""


@dataclass(frozen=True)
class Confusion:
    """An option that was said and heard as another meaning; `times` of `tries`."""

    said: str
    meant: str
    heard: str
    times: int
    tries: int

    @property
    def often(self) -> str:
        """Return how often, in words."""
        return f"{self.times} of {self.tries} times"


def confusions(grammar: Grammar, hear: Hear, *, limit: int = SAID, tries: int = TRIES) -> list[Confusion]:
    """Return the confusion table of a grammar, the most frequent first.

    `hear` says a sentence in the offline voice, adds noise as it likes, decodes it under the grammar's phrases and
    returns the text. A sentence that is heard with its own meaning, or not at all, is no confusion.
    """
    found: dict[tuple[str, str, str], int] = {}
    for sentence in grammar.sentences(limit, seed=1):
        meant = _meaning(grammar, sentence)
        for heard in (_meaning(grammar, hear(sentence)) for _ in range(tries)):
            if heard not in ("", meant):
                found[sentence, meant, heard] = found.get((sentence, meant, heard), 0) + 1
    return [
        Confusion(*which, times, tries) for which, times in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]


def _meaning(grammar: Grammar, words: str) -> str:
    meanings = grammar.meanings(words)
    return str(meanings[0].value) if meanings else ""


def near_words(word: str, known: Iterable[str], *, count: int = 3) -> list[str]:
    """Return words of the model that are spelled nearly like this one and begin with the same letter."""
    likely = (other for other in known if other[:1] == word[:1] and abs(len(other) - len(word)) <= 2)
    near = sorted((_distance(word, other), other) for other in likely)
    return [other for distance, other in near[:count] if distance <= max(1, len(word) // 3)]


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, character in enumerate(one, 1):
        before, row[0] = row[0], at
        for position, against in enumerate(other, 1):
            before, row[position] = (
                row[position],
                min(row[position] + 1, row[position - 1] + 1, before + (character != against)),
            )
    return row[-1]
