"""Keep what callers said: the clip and its words."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ivr import codec
from ivr.calls.records import NewUtterance, Utterance
from ivr.calls.tables import CallRow, UtteranceRow
from ivr.outbox import enqueue
from ivr.storage import Json, Rows, UnreadableValue, connection_of

TRANSCRIBE = "transcribe"
"""The kind of command that has an utterance written down word for word."""


@dataclass(frozen=True)
class Transcription:
    """What such a command says: which utterance."""

    utterance: int


def add_utterance(session: Session, utterance: NewUtterance) -> int:
    """Keep an utterance and return its id, for the turn's record."""
    result = session.connection().execute(insert(UtteranceRow).values(**vars(utterance)).returning(UtteranceRow.id))
    return result.scalar_one()


def utterance(session: Session, id_: int) -> Utterance | None:
    """Return an utterance with its clip, or None."""
    row = session.get(UtteranceRow, id_)
    return None if row is None else _utterance(row)


def clips(session: Session, sid: str) -> dict[int, bytes]:
    """Return the clips of a call by the ids of their utterances; a damaged one is left out."""
    found = {}
    for id_ in session.scalars(select(UtteranceRow.id).where(UtteranceRow.call_sid == sid)):
        with suppress(UnreadableValue):
            found[id_] = session.scalars(select(UtteranceRow.clip).where(UtteranceRow.id == id_)).one()
    return found


def said_in(session: Session, id_: int) -> tuple[str, int] | None:
    """Return in which call, and at which turn, an utterance was said; None where it is erased."""
    row = session.execute(select(UtteranceRow.call_sid, UtteranceRow.turn).where(UtteranceRow.id == id_)).one_or_none()
    return None if row is None else (row.call_sid, row.turn)


def want_transcripts(rows: Rows, at: datetime, call_sid: str = "") -> None:
    """Have all that was said in a call that is over written down, or in all calls that are; each utterance once."""
    waiting = select(UtteranceRow.id, UtteranceRow.call_sid).join(CallRow)
    waiting = waiting.where(UtteranceRow.transcript.is_(None), CallRow.ended_at.is_not(None))
    if call_sid:
        waiting = waiting.where(UtteranceRow.call_sid == call_sid)
    for id_, sid in connection_of(rows).execute(waiting.order_by(UtteranceRow.id)).all():
        enqueue(rows, f"{sid}:{TRANSCRIBE}:{id_}", TRANSCRIBE, codec.dump(Transcription(id_)), at, call_sid=sid)


def transcribe(session: Session, id_: int, transcript: str, words: Json = None, audible: Json = None) -> None:
    """Keep what was said in an utterance word for word; empty where nothing could be understood.

    The call's words are indexed again. `words` have their times, `audible` are the seconds that anybody may hear.
    """
    if (said := said_in(session, id_)) is None:
        return
    call_sid, turn = said
    row = (UtteranceRow.id == id_, UtteranceRow.call_sid == call_sid, UtteranceRow.turn == turn)
    known = {"transcript": transcript, "transcript_words": words, "audible": audible, "redacted": None}
    session.execute(update(UtteranceRow).where(*row).values(known))
    session.execute(update(CallRow).where(CallRow.sid == call_sid).values(indexed=False))


def _utterance(row: UtteranceRow) -> Utterance:
    return Utterance(row.call_sid, row.turn, row.at, row.clip, row.words, row.id)
