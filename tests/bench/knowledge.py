"""Measure the search of articles: what is found, when it is honestly unsure, how long it takes, and its memory."""

import resource
import time
from collections.abc import Sequence

import numpy as np

from ivr.intents.encoder import encoder
from ivr.knowledge import Result, Searcher
from ivr.knowledge.searching import open_searcher
from tests.bench.articles import articles
from tests.bench.knowledge_base import QUESTIONS, Asked, asked_by_strangers, base_of
from tests.bench.report import Row, alone

SIZE = 3000


def measure() -> list[Row]:
    """Return the figures on the questions of phone owners, whose articles stand among invented ones."""
    asked = asked_by_strangers(QUESTIONS / "questions.csv")
    with base_of(articles(sorted({each.title for each in asked if each.title}), SIZE)) as database:
        searcher = open_searcher(database)
        return [*found(searcher, asked), *_encoding(asked)]


def found(searcher: Searcher, asked: Sequence[Asked]) -> list[Row]:
    """Return what share of the questions is answered rightly, and how long an answer takes."""
    results, times = [], []
    for each in asked:
        began = time.process_time()
        results.append(searcher.search(each.words, "en"))
        times.append(time.process_time() - began)
    has = [(each, result) for each, result in zip(asked, results, strict=True) if each.title]
    none = [result for each, result in zip(asked, results, strict=True) if not each.title]
    return [
        _share("articles: the right one first", [_place(*pair) == 0 for pair in has], "at least 70"),
        _share("articles: the right one among three", [0 <= _place(*pair) < 3 for pair in has], "at least 88"),
        _share("articles: unsure though there is an answer", [r.decision == "unsure" for _, r in has], "at most 10"),
        _share("articles: unsure where there is none", [r.decision == "unsure" for r in none], "at least 75"),
        alone("articles: a search, p95", float(np.quantile(times, 0.95)) * 1000, "ms", "at most 100"),
        alone("articles: memory of the process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", ""),
    ]


def _place(asked: Asked, result: Result) -> int:
    return next((at for at, each in enumerate(result.articles) if each.title == asked.title), -1)


def _share(name: str, hits: Sequence[bool], goal: str) -> Row:
    return alone(f"{name} ({len(hits)} questions)", 100 * sum(hits) / len(hits), "%", goal)


def _encoding(asked: Sequence[Asked]) -> list[Row]:
    encode, words = encoder().encode, [each.words for each in asked]
    began = time.process_time()
    for each in words:
        encode([each])
    alone_ms = (time.process_time() - began) / len(words) * 1000
    began = time.process_time()
    encode(words)
    together_ms = (time.process_time() - began) / len(words) * 1000
    return [
        alone("articles: encoding a question", alone_ms, "ms", "part of the search"),
        alone("articles: encoding a title, many at once", together_ms, "ms", "part of the import"),
    ]
