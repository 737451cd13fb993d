"""Score how well an article answers a question: by meaning, by shared words, and by words that mean nearly the same."""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ivr.intents.encoder import Vectors
from ivr.knowledge.terms import term
from ivr.knowledge.wordlist import word_list

WEIGHTS = Path(__file__).parent / "weights.json"
FEATURES = (
    "meaning",
    "telling",
    "pairs",
    "asked",
    "titled",
    "nearly_asked",
    "nearly_titled",
)
"""How like the title means, by all words, by the telling ones and by their pairs on average; how much of the question
the title covers, and the other way round, word by word and by words that mean nearly the same.

`read`, how much more of the question the text covers, counts for the best few.
"""
NEARLY = 0.7
"""A word that means nearly the same counts as much as this share of the word itself."""
UNKNOWN = 0.5
"""A word of the question that no title has counts as much as this share of the rarest."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """What `python -m tests.bench.knowledge_fit` found: of the features, of the question, and from when it is sure."""

    rank: Mapping[str, float]
    domain: Numbers
    score: float
    sure: float

    def meaning(self, asked: Vectors) -> Vectors:
        """Return the one vector whose product with a title's is what meaning adds to the score."""
        result: Vectors = sum(self.rank[name] * vector for name, vector in zip(FEATURES, asked, strict=False))
        return result

    def certainty(self, best: float, full: Vectors) -> float:
        """Return the probability that the best article, with this score, answers the question."""
        about_phones = float(full @ self.domain[:-1] + self.domain[-1])
        return 1 / (1 + math.exp(-(self.score * best + about_phones)))


@cache
def weights() -> Weights:
    """Return the fitted weights."""
    kept = json.loads(WEIGHTS.read_text())
    return Weights(kept["rank"], np.array(kept["domain"]), kept["score"], kept["sure"])


class Words:
    """How telling each word is, and how much of one list of words another covers."""

    def __init__(self, titles: Mapping[str, int], articles: int, language: str) -> None:
        self._rarest = math.log(1 + articles / 0.5)
        self._weights = {each: math.log(1 + articles / (count + 0.5)) for each, count in titles.items()}
        self._alike = groups_of(language)

    def weight(self, each: str) -> float:
        """Return how telling a word is."""
        return self._weights.get(each, UNKNOWN * self._rarest)

    def both(self, question: Sequence[str], title: Sequence[str]) -> tuple[float, ...]:
        """Return how much of the question a title covers, and the other way round: by the words, and nearly."""
        asked, titled = self._cover(question, title), self._cover(title, question)
        return asked[0], titled[0], asked[1], titled[1]

    def covered(self, wanted: Sequence[str], by: Sequence[str]) -> float:
        """Return which share of the wanted words the other ones cover, telling ones more."""
        return self._cover(wanted, by)[1]

    def _cover(self, wanted: Sequence[str], by: Sequence[str]) -> tuple[float, float]:
        there = set(by)
        near = {group for each in by for group in self._alike.get(each, ())}
        total = exactly = nearly = 0.0
        for each in wanted:
            weight = self.weight(each)
            match = self._match(each, there, near)
            total += weight
            nearly += weight * match
            exactly += weight * (match == 1.0)
        return (exactly / total, nearly / total) if total else (0.0, 0.0)

    def _match(self, each: str, there: set[str], near: set[int]) -> float:
        if each in there:
            return 1.0
        return NEARLY if not near.isdisjoint(self._alike.get(each, ())) else 0.0


@cache
def groups_of(language: str) -> Mapping[str, frozenset[int]]:
    """Return for each term the groups of words that mean nearly the same."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(word_list(language).alike):
        for word in group:
            found[term(word, language)].add(number)
    return {each: frozenset(groups) for each, groups in found.items()}


def score(fitted: Weights, values: Sequence[float]) -> float:
    """Return the score of an article with these values of FEATURES."""
    return sum(fitted.rank[name] * value for name, value in zip(FEATURES, values, strict=True))
