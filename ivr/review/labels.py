"""Say what a group of misses means: a topic, or nothing that the hotline serves."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from ivr.review import audit
from ivr.review.tables import MissGroupRow

OUTSIDE = "outside"
"""The label of what is no wish for this hotline: another talk in the room, a noise, a wrong number."""


def label(session: Session, group: int, truth: str, who: str, at: datetime) -> bool:
    """Note what a group means, "" to take that back; return False where there is no such group."""
    values = {"label": truth, "labelled_by": who if truth else "", "labelled_at": at if truth else None}
    changed = session.connection().execute(update(MissGroupRow).where(MissGroupRow.id == group).values(**values))
    if changed.rowcount:
        audit.note(session, who, "label", f"group {group}: {truth or 'no label'}", at)
    return bool(changed.rowcount)
