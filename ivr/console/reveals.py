"""Who has read a call's personal values in clear, and for how long they may."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ivr.console.accounts import Supervisor
from ivr.console.roles import may
from ivr.console.tables import RevealRow, SupervisorRow
from ivr.review import audit

REVEAL = "calls.reveal_call"
"""The page by which a call is revealed, in the table of roles."""
LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Reveal:
    """Somebody has read a call in clear, and heard it, for a reason."""

    supervisor: str
    at: datetime
    reason: str


def reveal(session: Session, supervisor_id: int, call_sid: str, reason: str, now: datetime) -> None:
    """Note that a supervisor reads and hears a call in clear, from now and for ten minutes, and why.

    It stands in the audit list as well, without the reason: that may name a person, and goes with the call.
    """
    row = {"supervisor_id": supervisor_id, "call_sid": call_sid, "at": now, "reason": reason}
    session.execute(insert(RevealRow).values(row))
    name = session.scalars(select(SupervisorRow.name).where(SupervisorRow.id == supervisor_id)).one()
    audit.note(session, name, "revealed a call", call_sid, now)


def is_revealed(session: Session, who: Supervisor, call_sid: str, now: datetime) -> bool:
    """Tell whether this supervisor may read the call in clear now; who has lost the role may no more, at once."""
    if not may(who.role, REVEAL):
        return False
    recent = (RevealRow.supervisor_id == who.id, RevealRow.call_sid == call_sid, RevealRow.at > now - LASTS)
    return session.scalar(select(RevealRow.id).where(*recent).limit(1)) is not None


def reveals(session: Session, call_sid: str) -> tuple[Reveal, ...]:
    """Return who has read a call in clear, newest first."""
    names = select(SupervisorRow.name, RevealRow.at, RevealRow.reason).join(
        SupervisorRow, SupervisorRow.id == RevealRow.supervisor_id
    )
    rows = session.execute(names.where(RevealRow.call_sid == call_sid).order_by(RevealRow.at.desc()).limit(20))
    return tuple(Reveal(name, at, reason or "") for name, at, reason in rows)
