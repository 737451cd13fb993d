"""Keep what callers said: the clip and its words."""

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ivr.calls.records import NewUtterance, Utterance
from ivr.calls.tables import CallRow, UtteranceRow


def add_utterance(session: Session, utterance: NewUtterance) -> int:
    """Keep an utterance and return its id, for the turn's record."""
    result = session.connection().execute(insert(UtteranceRow).values(**vars(utterance)).returning(UtteranceRow.id))
    return result.scalar_one()


def utterance(session: Session, id_: int) -> Utterance | None:
    """Return an utterance with its clip, or None."""
    row = session.get(UtteranceRow, id_)
    return None if row is None else _utterance(row)


def untranscribed(session: Session) -> Utterance | None:
    """Return the oldest utterance of a call that is over whose words were not written down yet, or None."""
    waiting = select(UtteranceRow).join(CallRow).where(UtteranceRow.transcript.is_(None), CallRow.ended_at.is_not(None))
    row = session.scalar(waiting.order_by(UtteranceRow.id).limit(1))
    return None if row is None else _utterance(row)


def transcribe(session: Session, id_: int, transcript: str) -> None:
    """Keep what was said in an utterance word for word; empty where nothing could be understood."""
    session.execute(update(UtteranceRow).where(UtteranceRow.id == id_).values(transcript=transcript))


def _utterance(row: UtteranceRow) -> Utterance:
    return Utterance(row.call_sid, row.turn, row.at, row.clip, row.words, row.id)
