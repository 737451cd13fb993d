"""The words of calls by the database's own index: FTS5 on SQLite, tsvector on PostgreSQL.

A row is a call: what the caller said, and what the hotline did. Rows stand in the order in which calls began, so a page
of the newest calls with a word is read off the index.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Protocol

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    TextClause,
    column,
    literal_column,
    select,
    table,
    text,
)

from ivr.calls.tables import CallRow
from ivr.calls.terms import BREAK
from ivr.calls.wanted_words import Words
from ivr.storage import Base

TABLE = "call_words"
Base.metadata.info.setdefault("made_by_migrations", set()).add(TABLE)
MOST_TERMS = 4000
NEAR = 10
"""Words that may stand between two that are near each other, in any order."""


class WordIndex(Protocol):
    """What both kinds of index do."""

    def put(self, rows: Connection, position: int, caller: Sequence[str], hotline: Sequence[str]) -> None:
        """Index a call, new or known."""
        ...

    def narrow(self, query: Select[Any], words: Words, most: int | None = None) -> Select[Any]:
        """Return a query of calls, of those alone that have the words: of the newest `most`, where it is given."""
        ...

    @property
    def position(self) -> ColumnElement[int]:
        """Return what such a query is ordered by."""
        ...


def word_index(rows: Connection) -> WordIndex:
    """Return the index of this database's kind."""
    return Fts5() if rows.dialect.name == "sqlite" else TsVector()


class Fts5:
    """SQLite's index."""

    position: ColumnElement[int] = literal_column(f"{TABLE}.rowid", BigInteger)

    def put(self, rows: Connection, position: int, caller: Sequence[str], hotline: Sequence[str]) -> None:
        """Index a call; see WordIndex."""
        rows.execute(text(f"DELETE FROM {TABLE} WHERE rowid = :position"), {"position": position})
        rows.execute(
            text(f"INSERT INTO {TABLE} (rowid, caller, hotline) VALUES (:position, :caller, :hotline)"),
            {"position": position, "caller": _joined(caller), "hotline": _joined(hotline)},
        )

    def narrow(self, query: Select[Any], words: Words, most: int | None = None) -> Select[Any]:
        """Return a query; see WordIndex."""
        quoted = [f'"{term}"' for term in words.terms]
        phrase, near = f'"{" ".join(words.terms)}"', f"NEAR({' '.join(quoted)}, {NEAR})"
        joined = {"all": " AND ".join(quoted), "any": " OR ".join(quoted), "phrase": phrase, "near": near}
        where = "" if words.who == "either" else f"{{{words.who}}} : "
        asked = text(f"{TABLE} MATCH :asked").bindparams(asked=f"{where}({joined[words.how]})")
        return _joined_to(query, "rowid", self.position, asked, most)


class TsVector:
    """PostgreSQL's index; terms are given as they are, past its parser, which depends on the locale."""

    position: ColumnElement[int] = literal_column(f"{TABLE}.position", BigInteger)

    def put(self, rows: Connection, position: int, caller: Sequence[str], hotline: Sequence[str]) -> None:
        """Index a call; see WordIndex."""
        rows.execute(
            text(
                f"INSERT INTO {TABLE} (position, words) VALUES (:position, CAST(:words AS tsvector)) "
                "ON CONFLICT (position) DO UPDATE SET words = excluded.words"
            ),
            {"position": position, "words": f"{_literal(caller, 1, 'A')} {_literal(hotline, MOST_TERMS + 10, 'B')}"},
        )

    def narrow(self, query: Select[Any], words: Words, most: int | None = None) -> Select[Any]:
        """Return a query; see WordIndex."""
        weight = {"either": "", "caller": ":A", "hotline": ":B"}[words.who]
        quoted = [f"'{term}'{weight}" for term in words.terms]
        joint = {"all": " & ", "any": " | ", "phrase": " <-> ", "near": " & "}[words.how]
        pairs = [_near(*pair) for pair in pairwise(quoted)] if words.how == "near" else []
        asked = joint.join(pairs or quoted)
        condition = text(f"{TABLE}.words @@ CAST(:asked AS tsquery)").bindparams(asked=asked)
        return _joined_to(query, "position", self.position, condition, most)


def _joined_to(
    query: Select[Any], key: str, position: ColumnElement[int], asked: TextClause, most: int | None
) -> Select[Any]:
    """Join calls to the rows of the index that have the words; of at most `most`, the newest, where it is given."""
    index = table(TABLE, column(key, BigInteger))
    if most is None:
        return query.join_from(index, CallRow, CallRow.position == position).where(asked)
    newest = select(index.c[key]).where(asked).order_by(position.desc()).limit(most)
    return query.join_from(newest.subquery(TABLE), CallRow, CallRow.position == position)


def _near(one: str, other: str) -> str:
    """Return a question for two words with at most NEAR between them; tsquery knows exact distances only."""
    apart = range(1, NEAR + 2)
    return f"({' | '.join(f'{a} <{many}> {b}' for a, b in ((one, other), (other, one)) for many in apart)})"


def _joined(found: Sequence[str]) -> str:
    return " ".join(found[:MOST_TERMS])


def _literal(found: Sequence[str], first: int, weight: str) -> str:
    return " ".join(f"'{term}':{at}{weight}" for at, term in enumerate(found[:MOST_TERMS], first) if term != BREAK)
