"""Keep what callers said: the clip and its words."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from ivr.calls.records import NewUtterance, Utterance
from ivr.calls.tables import UtteranceRow


def add_utterance(session: Session, utterance: NewUtterance) -> int:
    """Keep an utterance and return its id, for the turn's record."""
    result = session.connection().execute(insert(UtteranceRow).values(**vars(utterance)).returning(UtteranceRow.id))
    return result.scalar_one()


def utterance(session: Session, id_: int) -> Utterance | None:
    """Return an utterance with its clip, or None."""
    row = session.get(UtteranceRow, id_)
    return None if row is None else Utterance(row.call_sid, row.turn, row.at, row.clip, row.words, row.id)
