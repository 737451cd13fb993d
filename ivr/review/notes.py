"""Notes of supervisors on a call, at a moment of its sound, and its labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from ivr.review import audit
from ivr.review.tables import CallLabelRow, CallNoteRow
from ivr.storage.conflict import insert_new

LONGEST_NOTE, LONGEST_LABEL = 2000, 40


@dataclass(frozen=True)
class Note:
    """What somebody wrote about a call, at so many seconds of its sound."""

    at: datetime
    who: str
    moment: float
    text: str


def add_note(session: Session, call_sid: str, note: Note) -> None:
    """Keep a note, and that it was written, without its words."""
    session.execute(insert(CallNoteRow).values(key=uuid4().hex, call_sid=call_sid, **vars(note)))
    audit.note(session, note.who, "note", f"call {call_sid}", note.at)


def notes_of(session: Session, call_sid: str) -> Sequence[Note]:
    """Return the notes on a call in the order of their moments."""
    rows = session.scalars(select(CallNoteRow).where(CallNoteRow.call_sid == call_sid).order_by(CallNoteRow.moment))
    return [Note(row.at, row.who, row.moment, row.text) for row in rows]


def put_label(session: Session, call_sid: str, label: str, who: str, at: datetime) -> None:
    """Give a call a label; once is enough."""
    if insert_new(session, CallLabelRow, {"call_sid": call_sid, "label": label, "who": who, "at": at}):
        audit.note(session, who, "label", f"call {call_sid}: {label}", at)


def drop_label(session: Session, call_sid: str, label: str, who: str, at: datetime) -> None:
    """Take a label from a call."""
    gone = delete(CallLabelRow).where(CallLabelRow.call_sid == call_sid, CallLabelRow.label == label)
    if session.connection().execute(gone).rowcount:
        audit.note(session, who, "label dropped", f"call {call_sid}: {label}", at)


def labels_of(session: Session, call_sid: str) -> Sequence[str]:
    """Return the labels of a call."""
    labels = select(CallLabelRow.label).where(CallLabelRow.call_sid == call_sid).order_by(CallLabelRow.label)
    return session.scalars(labels).all()
