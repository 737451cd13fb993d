"""Find the articles that answer a question, or say that none is likely to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from sqlalchemy import Connection, func, or_, select

from ivr.intents.encoder import Encoder, Vectors, encoder
from ivr.knowledge.question import Question, question_of, seen_of
from ivr.knowledge.ranking import Weights, Words, score, weights
from ivr.knowledge.tables import ArticleGroupRow, ArticleRow
from ivr.knowledge.terms import said, terms, title_terms
from ivr.knowledge.vectors import Groups, generation_of, groups_of, near, vectors_of
from ivr.knowledge.word_index import word_index
from ivr.storage import Database

MOST = 5
"""Articles that are returned."""
BY_MEANING, BY_WORDS = 120, 50
"""Articles that are looked at more closely: the nearest by meaning, the best by words."""
READ_TEXTS = 12
"""Articles whose texts are read, too."""
ENCODED_NOW = 16
"""Titles without a vector that are encoded while the caller waits: an import is under way."""
TERMS_OF_TEXT = 400
MOST_PAIRS = 12


@dataclass(frozen=True)
class Found:
    """An article that may answer; `answer` is what a caller hears, `answer_cut` that no person wrote it."""

    id: str
    language: str
    title: str
    answer: str
    answer_cut: bool
    score: float


@dataclass(frozen=True)
class Result:
    """What to do with a question, and the best articles, the best first."""

    words: str
    decision: Literal["answer", "unsure"]
    articles: tuple[Found, ...]
    certainty: float = 0.0


class Searcher:
    """Searches one database; keep one in a process."""

    def __init__(self, database: Database, encode: Encoder, today: Callable[[], date] = date.today) -> None:
        self._database = database
        self._encode = encode
        self._today = today
        self._groups: Groups | None = None

    def search(self, words: str, language: str | None = None) -> Result:
        """Return the articles that answer what was heard; of one language, or of all."""
        with self._database.reading_rows() as rows:
            question = question_of(rows, words, language or "en")
            if not question.words:
                return Result(words, "unsure", ())
            return self._search(rows, words, question, language)

    def _search(self, rows: Connection, words: str, question: Question, language: str | None) -> Result:
        asked = meanings_of(question, self._encode)
        fitted = weights()
        candidates = self.candidates(rows, question, fitted.meaning(asked), language)
        if not candidates:
            return Result(words, "unsure", ())
        ranked = _ranked(rows, question, looked_at(rows, question, candidates, asked), fitted)
        certainty = fitted.certainty(ranked[0][0], asked[0])
        found = tuple(_found(row, score) for score, row in ranked[:MOST])
        return Result(words, "answer" if certainty >= fitted.sure else "unsure", found, certainty)

    def candidates(
        self, rows: Connection, question: Question, meaning: Vectors, language: str | None
    ) -> dict[int, tuple[Any, Vectors]]:
        """Return the articles that are looked at, with their vectors."""
        groups = self._current_groups(rows)
        by_meaning: dict[int, Vectors] = {}
        if groups:
            ids, vectors = near(rows, groups, meaning, language)
            order = np.argsort(-(vectors @ meaning))[:BY_MEANING]
            by_meaning = {ids[place]: vectors[place] for place in order}
        seen = seen_of(rows, question.terms)
        by_words = word_index(rows).find(rows, {each: its.articles for each, its in seen.items()}, BY_WORDS)
        more = [id_ for id_ in by_words if id_ not in by_meaning]
        known = by_meaning | vectors_of(rows, more, groups)
        valid = self._valid(rows, [*by_meaning, *more], language)
        known |= self._encoded_now({id_: row for id_, row in valid.items() if id_ not in known})
        return {id_: (row, known[id_]) for id_, row in valid.items() if id_ in known}

    def _current_groups(self, rows: Connection) -> Groups | None:
        """Return the groups, read anew when others are in use."""
        newest = generation_of(rows)
        if self._groups is None or self._groups.generation != newest or len(self._groups.ids) == 1:
            self._groups = groups_of(rows)
        return self._groups

    def _valid(self, rows: Connection, ids: Sequence[int], language: str | None) -> dict[int, Any]:
        today, table = self._today(), ArticleRow
        asked = select(table.id, table.key, table.language, table.title, table.answer, table.answer_cut).where(
            table.id.in_(ids),
            or_(table.valid_from.is_(None), table.valid_from <= today),
            or_(table.valid_until.is_(None), table.valid_until >= today),
        )
        return {row.id: row for row in rows.execute(asked.where(table.language == language) if language else asked)}

    def _encoded_now(self, articles: Mapping[int, Any]) -> dict[int, Vectors]:
        ids = [*articles][:ENCODED_NOW]
        return dict(zip(ids, self._encode.encode([articles[id_].title for id_ in ids]), strict=True)) if ids else {}


def open_searcher(database: Database, today: Callable[[], date] = date.today) -> Searcher:
    """Return what searches this database. Raises IntentsUnavailable: there is no encoder."""
    return Searcher(database, encoder(), today)


@dataclass(frozen=True)
class LookedAt:
    """An article that is looked at more closely, with the values of FEATURES."""

    row: Any
    title: Sequence[str]
    words: Words
    values: tuple[float, ...]


def looked_at(
    rows: Connection, question: Question, candidates: Mapping[int, tuple[Any, Vectors]], asked: Vectors
) -> list[LookedAt]:
    """Return the candidates with the values of FEATURES; `asked` are `meanings_of` the question."""
    titles = {id_: title_terms(row.title, row.language) for id_, (row, _) in candidates.items()}
    seen = seen_of(rows, [*question.terms, *(each for title in titles.values() for each in title)])
    words = Words({each: its.titles for each, its in seen.items() if its.titles}, _articles(rows), question.language)
    meanings = np.stack([vector for _, vector in candidates.values()]) @ asked.T
    return [
        LookedAt(row, titles[id_], words, (*map(float, meaning), *words.both(question.terms, titles[id_])))
        for (id_, (row, _)), meaning in zip(candidates.items(), meanings, strict=True)
    ]


def _ranked(
    rows: Connection, question: Question, candidates: Sequence[LookedAt], fitted: Weights
) -> list[tuple[float, Any]]:
    """Return the articles with their scores, the best first; the texts of the best are read, too."""
    ranked = sorted(((score(fitted, each.values), each) for each in candidates), key=lambda pair: -pair[0])
    texts = _texts(rows, [each.row.id for _, each in ranked[:READ_TEXTS]])
    found = [
        (value + fitted.rank["read"] * _read(question, each, texts.get(each.row.id, "")), each.row)
        for value, each in ranked
    ]
    return sorted(found, key=lambda pair: -pair[0])


def _read(question: Question, candidate: LookedAt, text: str) -> float:
    """Return how much more of the question the text covers than the title does."""
    if not text:
        return 0.0
    read = terms(said(text)[:TERMS_OF_TEXT], candidate.row.language)
    both = candidate.words.covered(question.terms, [*candidate.title, *read])
    return both - candidate.words.covered(question.terms, candidate.title)


def _articles(rows: Connection) -> int:
    """Return about how many articles there are: each has a vector."""
    newest = select(func.max(ArticleGroupRow.generation)).where(ArticleGroupRow.ready.is_(True)).scalar_subquery()
    return int(rows.scalar(select(func.sum(ArticleGroupRow.size)).where(ArticleGroupRow.generation == newest)) or 0)


def _texts(rows: Connection, ids: Sequence[int]) -> dict[int, str]:
    found = rows.execute(select(ArticleRow.id, ArticleRow.text).where(ArticleRow.id.in_(ids)))
    return {row[0]: row[1] for row in found}


def _found(row: Any, score: float) -> Found:
    return Found(row.key, row.language, row.title, row.answer, row.answer_cut, score)


def meanings_of(question: Question, encode: Encoder) -> Vectors:
    """Return what a question means: by all words, by the telling ones, and by pairs of these on average."""
    telling = question.telling[:MOST_PAIRS]
    pairs = [telling[at : at + 2] for at in range(max(1, len(telling) - 1))]
    vectors = encode.encode([_text(words) for words in (question.words, question.telling, *pairs)])
    return np.stack([vectors[0], vectors[1], vectors[2:].mean(axis=0)])


def _text(words: Sequence[str]) -> str:
    """Return words as a sentence; Chinese has no blanks between them."""
    return "".join(words) if words and words[0][:1] >= "\u3400" else " ".join(words)
