"""Who has read a call's personal values in clear, and for how long they may."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ivr.console.tables import RevealRow, SupervisorRow

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Reveal:
    """Somebody has read a call in clear."""

    supervisor: str
    at: datetime


def reveal(session: Session, supervisor_id: int, call_sid: str, now: datetime) -> None:
    """Note that a supervisor reads a call in clear, from now and for ten minutes."""
    session.execute(insert(RevealRow).values(supervisor_id=supervisor_id, call_sid=call_sid, at=now))


def is_revealed(session: Session, supervisor_id: int, call_sid: str, now: datetime) -> bool:
    """Tell whether this supervisor may read the call in clear now."""
    recent = (RevealRow.supervisor_id == supervisor_id, RevealRow.call_sid == call_sid, RevealRow.at > now - LASTS)
    return session.scalar(select(RevealRow.id).where(*recent).limit(1)) is not None


def reveals(session: Session, call_sid: str) -> tuple[Reveal, ...]:
    """Return who has read a call in clear, newest first."""
    names = select(SupervisorRow.name, RevealRow.at).join(SupervisorRow, SupervisorRow.id == RevealRow.supervisor_id)
    rows = session.execute(names.where(RevealRow.call_sid == call_sid).order_by(RevealRow.at.desc()).limit(20))
    return tuple(Reveal(name, at) for name, at in rows)
