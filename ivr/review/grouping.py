"""Put misses that are alike into one group: those whose sentences lie close together for the sentence encoder."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Row, delete, exists, insert, select, update

from ivr.intents.content import content
from ivr.intents.encoder import Encoder, Vectors
from ivr.redaction import MASK
from ivr.review.tables import MissGroupRow, MissRow
from ivr.storage import Database, Rows, connection_of

ALIKE = 0.6
"""Cosine from which two sentences are of one group: of owners' wishes grouped so, 83 % are of their group's topic."""
AT_ONCE = 50


@dataclass(frozen=True)
class _Ungrouped:
    sid: str
    turn: int
    language: str
    question: str
    words: str


def group(database: Database, encoder: Encoder) -> int:
    """Put some misses into their groups, new ones where none is near; return how many. Encodes between transactions."""
    waiting = _waiting(database)
    vectors = vectors_of([each.words for each in waiting], encoder)
    if waiting:
        with database.writing_rows() as rows:
            for each, vector in zip(waiting, vectors, strict=True):
                _place(rows, each, vector)
    return len(waiting)


def forget_empty(rows: Rows) -> None:
    """Drop groups whose calls are all gone."""
    connection_of(rows).execute(delete(MissGroupRow).where(~exists().where(MissRow.group_id == MissGroupRow.id)))


def vectors_of(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """Return a vector for each text; nothing but zeros where no word is left of it."""
    said = [" ".join(content(text.replace(MASK, " "))).strip() for text in texts]
    return np.array([encoder.encode([each])[0] if each else np.zeros(512, np.float32) for each in said], np.float32)


def _waiting(database: Database) -> Sequence[_Ungrouped]:
    found = select(MissRow.call_sid, MissRow.turn, MissRow.language, MissRow.question, MissRow.words)
    with database.reading_rows() as rows:
        lot = rows.execute(found.where(MissRow.group_id.is_(None)).order_by(MissRow.call_sid).limit(AT_ONCE)).all()
    return [_Ungrouped(*row) for row in lot]


def _place(rows: Rows, miss: _Ungrouped, vector: Vectors) -> None:
    connection = connection_of(rows)
    same = (MissGroupRow.language == miss.language, MissGroupRow.question == miss.question)
    groups = connection.execute(select(MissGroupRow.id, MissGroupRow.vector).where(*same)).all()
    group_id = _nearest(groups, vector)
    if group_id is None:
        new = {"language": miss.language, "question": miss.question, "vector": vector.tobytes()}
        made = insert(MissGroupRow).values(**new, label="", labelled_by="").returning(MissGroupRow.id)
        group_id = connection.execute(made).scalar_one()
    mine = (MissRow.call_sid == miss.sid, MissRow.turn == miss.turn, MissRow.words == miss.words)
    connection.execute(update(MissRow).where(*mine).values(group_id=group_id))


def _nearest(groups: Sequence[Row[int, bytes]], vector: Vectors) -> int | None:
    """Return the group that is near enough, None where there is none; sounds without words are a group."""
    if not groups:
        return None
    known = np.array([np.frombuffer(vector_, np.float32) for _, vector_ in groups])
    if not vector.any():
        wordless = [id_ for (id_, _), row in zip(groups, known, strict=True) if not row.any()]
        return wordless[0] if wordless else None
    near = known @ vector
    best = int(near.argmax())
    return int(groups[best][0]) if near[best] >= ALIKE else None
