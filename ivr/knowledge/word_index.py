"""The index of words: FTS5 on SQLite, tsvector on PostgreSQL. It holds terms, so that both find the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TypeVar

from sqlalchemy import Connection, text

from ivr.storage import Base

TABLE = "article_words"
Base.metadata.info.setdefault("made_by_migrations", set()).add(TABLE)
T = TypeVar("T")
MOST = 3000
"""Articles with a word that are looked at; of more, those with two rare words."""
LONGEST_TERM = 64
MOST_TERMS = 4000
"""Terms of a text that are indexed."""


@dataclass(frozen=True)
class Indexed:
    """The terms of one article."""

    article_id: int
    title: Sequence[str]
    text: Sequence[str]


@dataclass(frozen=True)
class Seen:
    """In how many titles and in how many articles a term is."""

    titles: int
    articles: int


class WordIndex(Protocol):
    """What both kinds of index do, on a connection of the caller's."""

    def put(self, rows: Connection, entries: Sequence[Indexed]) -> None:
        """Index articles, new or known."""
        ...

    def find(self, rows: Connection, wanted: Mapping[str, int], most: int) -> list[int]:
        """Return articles with the rarest of the terms, the best first. `wanted` has the articles of each term."""
        ...

    def terms(self, rows: Connection) -> Iterator[tuple[str, Seen]]:
        """Yield every term."""
        ...


def word_index(rows: Connection) -> WordIndex:
    """Return the index of this database's kind."""
    return Fts5() if rows.dialect.name == "sqlite" else TsVector()


class Fts5:
    """SQLite's index."""

    def put(self, rows: Connection, entries: Sequence[Indexed]) -> None:
        """Index articles; see WordIndex."""
        rows.execute(text(f"DELETE FROM {TABLE} WHERE rowid = :id"), [{"id": each.article_id} for each in entries])
        rows.execute(
            text(f"INSERT INTO {TABLE} (rowid, title, text) VALUES (:id, :title, :text)"),
            [{"id": e.article_id, "title": " ".join(e.title), "text": " ".join(e.text[:MOST_TERMS])} for e in entries],
        )

    def find(self, rows: Connection, wanted: Mapping[str, int], most: int) -> list[int]:
        """Return articles; see WordIndex."""
        chosen, operator = rarest(wanted)
        if not chosen:
            return []
        asked = f" {operator} ".join(f'"{term}"' for term in chosen)
        inner = (
            f"SELECT rowid AS id, bm25({TABLE}, 4.0, 1.0) AS rank FROM {TABLE} WHERE {TABLE} MATCH :asked LIMIT {MOST}"
        )
        found = rows.execute(
            text(f"SELECT id FROM ({inner}) ORDER BY rank, id LIMIT :most"), {"asked": asked, "most": most}
        )
        return list(found.scalars())

    def terms(self, rows: Connection) -> Iterator[tuple[str, Seen]]:
        """Yield every term; see WordIndex."""
        asked = (
            f"SELECT r.term, coalesce(c.doc, 0), r.doc FROM {TABLE}_rows r "
            f"LEFT JOIN {TABLE}_seen c ON c.term = r.term AND c.col = 'title'"
        )
        for term, titles, articles in rows.execute(text(asked)):
            yield term, Seen(titles, articles)


class TsVector:
    """PostgreSQL's index; terms are given as they are, past its parser, which depends on the locale."""

    def put(self, rows: Connection, entries: Sequence[Indexed]) -> None:
        """Index articles; see WordIndex."""
        rows.execute(
            text(
                f"INSERT INTO {TABLE} (article_id, words) VALUES (:id, CAST(:words AS tsvector)) "
                "ON CONFLICT (article_id) DO UPDATE SET words = excluded.words"
            ),
            [{"id": entry.article_id, "words": _literal(entry)} for entry in entries],
        )

    def find(self, rows: Connection, wanted: Mapping[str, int], most: int) -> list[int]:
        """Return articles; see WordIndex."""
        chosen, operator = rarest(wanted)
        if not chosen:
            return []
        asked = (" | " if operator == "OR" else " & ").join(f"'{term}'" for term in chosen)
        inner = f"SELECT article_id, words FROM {TABLE} WHERE words @@ CAST(:asked AS tsquery) LIMIT {MOST}"
        found = rows.execute(
            text(
                f"SELECT article_id FROM ({inner}) AS found "
                "ORDER BY ts_rank(words, CAST(:asked AS tsquery)) DESC, article_id LIMIT :most"
            ),
            {"asked": asked, "most": most},
        )
        return list(found.scalars())

    def terms(self, rows: Connection) -> Iterator[tuple[str, Seen]]:
        """Yield every term; see WordIndex."""
        asked = (
            f"SELECT a.word, coalesce(t.ndoc, 0), a.ndoc FROM ts_stat('SELECT words FROM {TABLE}') a "
            f"LEFT JOIN ts_stat('SELECT words FROM {TABLE}', 'A') t ON t.word = a.word"
        )
        for term, titles, articles in rows.execute(text(asked)):
            yield term, Seen(titles, articles)


def rarest(wanted: Mapping[str, int]) -> tuple[list[str], str]:
    """Return the terms to ask for and how they are joined, so that few enough articles have them."""
    ranked = sorted((count, term) for term, count in wanted.items() if count)
    chosen: list[str] = []
    total = 0
    for count, term in ranked:
        total += count
        if total > MOST:
            break
        chosen.append(term)
    return (chosen, "OR") if chosen else ([term for _, term in ranked[:2]], "AND")


def in_parts(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the values in lists of at most this size."""
    left = iter(values)
    while part := list(islice(left, size)):
        yield part


def _literal(entry: Indexed) -> str:
    title = [f"'{term}':{min(at, 16000)}A" for at, term in enumerate(entry.title, 1)]
    return " ".join([*title, *(f"'{term}':{min(at, 16000)}" for at, term in enumerate(entry.text[:MOST_TERMS], 100))])
