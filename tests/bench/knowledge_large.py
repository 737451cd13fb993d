"""Measure the search among 400,000 articles: `python -m tests.bench knowledge_large`; it takes ten minutes of a core.

Titles that differ in the model of the phone alone get the vector of their common part with noise, for to encode
400,000 takes nine minutes more: the answers to compare are those of the smaller base.
"""

import re
import resource
import time
from collections.abc import Sequence

import numpy as np

from ivr.intents.encoder import Vectors, encoder
from ivr.knowledge import Searcher
from tests.bench.articles import articles
from tests.bench.knowledge import found
from tests.bench.knowledge_base import QUESTIONS, asked_by_strangers, base_of
from tests.bench.report import Row, alone

SIZE = 400_000
NOISE = 0.01
_MODEL = re.compile(r" \((?!motion).*\)$")


class Sharing:
    """Encodes the common part of titles once."""

    def __init__(self) -> None:
        self._known: dict[str, Vectors] = {}
        self._random = np.random.default_rng(3)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of length one, about."""
        common = [_MODEL.sub("", text) for text in texts]
        new = list({text for text in common if text not in self._known})
        if new:
            self._known.update(zip(new, encoder().encode(new), strict=True))
        vectors = np.stack([self._known[text] for text in common])
        noise = self._random.normal(0, NOISE, vectors.shape).astype(np.float32)
        noise[[text == its for text, its in zip(texts, common, strict=True)]] = 0
        return vectors + noise


def measure(size: int = SIZE, url: str = "") -> list[Row]:
    """Return the figures of the search, how long the import took, and its memory."""
    asked = asked_by_strangers(QUESTIONS / "questions.csv")
    wanted = sorted({each.title for each in asked if each.title})
    began, memory = time.process_time(), _memory()
    with base_of(articles(wanted, size), url, Sharing()) as database:
        imported, grown = time.process_time() - began, _memory() - memory
        searcher = Searcher(database, encoder())
        found(searcher, asked)  # so that the file is in the system's cache, as it is where calls come in
        rows = found(searcher, asked)
    at = f"at {size:,}"
    return [
        *(Row(f"{row.name} {at}", row.value, row.unit, row.against, row.ratio, row.goal) for row in rows),
        alone(f"articles: import without encoding {at}", imported / size * 100_000, "s a 100k", "at most 60"),
        alone(f"articles: memory that the import took {at}", grown, "MB", "flat"),
    ]


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
