"""Give articles their vectors, and group these anew when there are many more: a search reads the nearest ones."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select, update

from ivr.intents.encoder import Encoder, Vectors
from ivr.knowledge.tables import ArticleGroupRow, ArticleRow, ArticleVectorRow
from ivr.knowledge.vectors import READ, Groups, from_bytes, generation_of, groups_of, to_bytes
from ivr.knowledge.word_index import in_parts
from ivr.storage import Database

BATCH = 128
GROUP = 400
"""Vectors of a group, about, when the groups are made."""
SAMPLE = 40
"""Vectors for each group that its middle is made from."""
ROUNDS = 6
AT_ONCE = 2000
"""Vectors that are written in one transaction, so that callers' turns get in between."""
WIDTH = 512


def missing(database: Database) -> int:
    """Return how many articles have no vector yet."""
    with database.reading_rows() as rows:
        total = rows.scalar(select(func.count(ArticleRow.id))) or 0
        has = rows.scalar(select(func.count(func.distinct(ArticleVectorRow.article_id)))) or 0
    return total - has


def encode_missing(database: Database, encoder: Encoder, progress: Callable[[int], object]) -> int:
    """Give each article that has none its vector; return how many. Where it was stopped, the next one goes on."""
    groups = _groups(database)
    done = 0
    for found in _without(database):
        vectors = encoder.encode([title for _, _, title in found])
        places = groups.nearest(vectors)
        kept = zip(found, places, to_bytes(vectors), strict=True)
        with database.writing_rows() as rows:
            rows.execute(
                insert(ArticleVectorRow),
                [_values(int(groups.ids[place]), language, id_, vector) for (id_, language, _), place, vector in kept],
            )
            _count(rows, groups, places)
        done += len(found)
        progress(len(found))
    if done:
        _group_when_many(database, groups)
    return done


def regroup(database: Database, size: int = GROUP) -> None:
    """Make groups of about this size that fit the articles of now. Searches use the old ones until then."""
    with database.reading_rows() as rows:
        ids = list(rows.scalars(select(ArticleVectorRow.article_id).distinct().order_by(ArticleVectorRow.article_id)))
        wanted = max(1, len(ids) // size)
        chosen = np.random.default_rng(1).permutation(len(ids))[: wanted * SAMPLE]
        sample = np.concatenate([v for _, _, v in _read(rows, [ids[at] for at in sorted(chosen)])])
    groups = _new_groups(database, middles_of(sample, wanted))
    sizes = np.zeros(len(groups.ids), np.int64)
    for part in in_parts(ids, AT_ONCE):
        with database.reading_rows() as rows:
            found = list(_read(rows, part))
        with database.writing_rows() as rows:
            for known, languages, vectors in found:
                places = groups.nearest(vectors)
                sizes += np.bincount(places, minlength=len(sizes))
                kept = zip(known, languages, places, to_bytes(vectors), strict=True)
                values = [_values(int(groups.ids[at]), language, id_, raw) for id_, language, at, raw in kept]
                rows.execute(insert(ArticleVectorRow), values)
    with database.writing_rows() as rows:
        for id_, size in zip(groups.ids.tolist(), sizes.tolist(), strict=True):
            rows.execute(update(ArticleGroupRow).where(ArticleGroupRow.id == id_).values(size=size, ready=True))
    _sweep(database)


def middles_of(vectors: Vectors, wanted: int) -> Vectors:
    """Return the middles of groups of vectors, by k-means on the sphere."""
    start = np.random.default_rng(2).permutation(len(vectors))[:wanted]
    middles = vectors[start].copy()
    for _ in range(ROUNDS):
        places = np.concatenate([(part @ middles.T).argmax(axis=1) for part in np.array_split(vectors, 16)])
        sums = np.zeros_like(middles)
        np.add.at(sums, places, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        middles = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), middles)
    return middles


def _groups(database: Database) -> Groups:
    _sweep(database)
    with database.reading_rows() as rows:
        found = groups_of(rows)
    if found is None:
        _new_groups(database, np.zeros((1, WIDTH), np.float32), ready=True)
        return _groups(database)
    return found


def _new_groups(database: Database, middles: Vectors, *, ready: bool = False) -> Groups:
    with database.writing_rows() as rows:
        newest = generation_of(rows) + 1
        first = (rows.scalar(select(func.max(ArticleGroupRow.id))) or 0) + 1
        ids = np.arange(first, first + len(middles))
        values = [
            {"id": int(id_), "generation": newest, "ready": ready, "middle": middle, "size": 0}
            for id_, middle in zip(ids, to_bytes(middles), strict=True)
        ]
        rows.execute(insert(ArticleGroupRow), values)
    return Groups(newest, ids, from_bytes(to_bytes(middles)), np.zeros(len(ids), np.int64))


def _group_when_many(database: Database, groups: Groups) -> None:
    with database.reading_rows() as rows:
        total = rows.scalar(select(func.sum(ArticleGroupRow.size)).where(ArticleGroupRow.id.in_(groups.ids.tolist())))
    if (total or 0) > max(READ, 2 * GROUP * len(groups.ids)):
        regroup(database)


def _sweep(database: Database) -> None:
    """Remove groups that are not in use, and their vectors: a group a transaction."""
    with database.reading_rows() as rows:
        newest = generation_of(rows)
        old = list(rows.scalars(select(ArticleGroupRow.id).where(ArticleGroupRow.generation != newest)))
    for id_ in old:
        with database.writing_rows() as rows:
            rows.execute(delete(ArticleVectorRow).where(ArticleVectorRow.group_id == id_))
            rows.execute(delete(ArticleGroupRow).where(ArticleGroupRow.id == id_))


def _without(database: Database) -> Iterator[Sequence[tuple[int, str, str]]]:
    """Yield articles that have no vector, some at a time."""
    has = select(ArticleVectorRow.article_id).where(ArticleVectorRow.article_id == ArticleRow.id).exists()
    asked = select(ArticleRow.id, ArticleRow.language, ArticleRow.title).where(~has).order_by(ArticleRow.id)
    last = 0
    while True:
        with database.reading_rows() as rows:
            found = [(row[0], row[1], row[2]) for row in rows.execute(asked.where(ArticleRow.id > last).limit(BATCH))]
        if not found:
            return
        yield found
        last = found[-1][0]


def _read(rows: Connection, ids: Sequence[int]) -> Iterator[tuple[list[int], list[str], Vectors]]:
    """Yield vectors of articles, with their languages; each article once, while it may be in two groups."""
    table = ArticleVectorRow
    for part in in_parts(ids, 500):
        asked = select(table.article_id, table.language, table.vector).where(table.article_id.in_(part))
        found = {row[0]: row for row in rows.execute(asked)}
        if found:
            kept = list(found.values())
            yield [row[0] for row in kept], [row[1] for row in kept], from_bytes([row[2] for row in kept])


def _values(group: int, language: str, article: int, vector: bytes) -> dict[str, object]:
    return {"group_id": group, "language": language, "article_id": article, "vector": vector}


def _count(rows: Connection, groups: Groups, places: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> None:
    for place, more in enumerate(np.bincount(places, minlength=len(groups.ids)).tolist()):
        if more:
            changed = update(ArticleGroupRow).where(ArticleGroupRow.id == int(groups.ids[place]))
            rows.execute(changed.values(size=ArticleGroupRow.size + more))
