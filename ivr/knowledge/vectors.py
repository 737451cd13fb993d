"""Keep what titles mean: a byte for each of the encoder's numbers, in groups of titles that mean something alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, func, select

from ivr.intents.encoder import Vectors
from ivr.knowledge.tables import ArticleGroupRow, ArticleVectorRow

SCALE = 400.0
"""Steps of a byte: the largest of the encoder's numbers are 0.3."""
READ = 4000
"""Vectors that a search reads at most."""


def to_bytes(vectors: Vectors) -> list[bytes]:
    """Return each vector as bytes."""
    steps = np.clip(np.rint(vectors * SCALE), -127, 127).astype(np.int8)
    return [row.tobytes() for row in steps]


def from_bytes(found: Sequence[bytes]) -> Vectors:
    """Return the vectors of bytes."""
    steps = np.frombuffer(b"".join(found), np.int8).reshape(len(found), -1)
    return steps.astype(np.float32) / np.float32(SCALE)


@dataclass(frozen=True)
class Groups:
    """The groups that are in use: ids, middles, and how many vectors each has."""

    generation: int
    ids: NDArray[np.int64]
    middles: Vectors
    sizes: NDArray[np.int64]

    def nearest(self, vectors: Vectors) -> NDArray[np.int64]:
        """Return for each vector the place of its group."""
        places: NDArray[np.int64] = (vectors @ self.middles.T).argmax(axis=1)
        return places

    def around(self, vector: Vectors) -> list[int]:
        """Return the groups to read for a vector: the nearest, until enough is read."""
        ranked = np.argsort(-(self.middles @ vector))
        enough = int(np.searchsorted(np.cumsum(self.sizes[ranked]), READ)) + 1
        return [int(self.ids[place]) for place in ranked[:enough]]


def groups_of(rows: Connection) -> Groups | None:
    """Return the newest groups that are ready, None where there are none."""
    newest = generation_of(rows)
    asked = select(ArticleGroupRow.id, ArticleGroupRow.middle, ArticleGroupRow.size)
    found = rows.execute(asked.where(ArticleGroupRow.generation == newest).order_by(ArticleGroupRow.id)).all()
    if not found:
        return None
    ids, middles, sizes = zip(*found, strict=True)
    return Groups(newest, np.array(ids), from_bytes(middles), np.array(sizes))


def generation_of(rows: Connection) -> int:
    """Return which groups are in use, 0 for none."""
    newest = select(func.max(ArticleGroupRow.generation)).where(ArticleGroupRow.ready.is_(True))
    return rows.scalar(newest) or 0


def near(rows: Connection, groups: Groups, vector: Vectors, language: str | None) -> tuple[list[int], Vectors]:
    """Return the articles of the groups around a vector, with their vectors; of one language, or of all.

    Many titles that are nearly the same make one large group: of that the first ones are read.
    """
    table = ArticleVectorRow
    asked = select(table.article_id, table.vector).limit(bindparam("most"))
    asked = asked.where(table.group_id == bindparam("group"))
    asked = asked.where(table.language == language) if language else asked
    found: list[Any] = []
    for group in groups.around(vector):
        found += rows.execute(asked, {"group": group, "most": READ - len(found)}).all()
        if len(found) >= READ:
            break
    if not found:
        return [], np.empty((0, len(vector)), np.float32)
    return [row[0] for row in found], from_bytes([row[1] for row in found])


def vectors_of(rows: Connection, ids: Sequence[int], groups: Groups | None) -> dict[int, Vectors]:
    """Return the vectors of these articles, of those that have one."""
    if not (ids and groups):
        return {}
    table = ArticleVectorRow
    asked = select(table.article_id, table.vector).where(table.article_id.in_(ids))
    found = rows.execute(asked).all()
    return dict(zip((row[0] for row in found), from_bytes([row[1] for row in found]), strict=True)) if found else {}
