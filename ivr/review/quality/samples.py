"""Draw calls to be judged: by chance, or those that need it most. The same draw gives the same calls."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ivr.calls.scope import WHOLE, Scope
from ivr.calls.tables import CallRow
from ivr.review.tables import MissRow, QualityMarkRow
from ivr.routing.tables import QueueVisitRow

MOST_LOOKED_AT = 20_000
LONG_WAIT = 120
Condition = Callable[[], ColumnElement[bool]]


def _had_misses() -> ColumnElement[bool]:
    return select(MissRow.call_sid).where(MissRow.call_sid == CallRow.sid).exists()


def _waited_long() -> ColumnElement[bool]:
    waited = (QueueVisitRow.call_sid == CallRow.sid, QueueVisitRow.waited_seconds > LONG_WAIT)
    return select(QueueVisitRow.id).where(*waited).exists()


SAMPLES: Mapping[str, tuple[str, Condition | None]] = {
    "random": ("by chance", None),
    "misses": ("something was not understood", _had_misses),
    "waits": (f"waited more than {LONG_WAIT} s", _waited_long),
    "gave_up": ("gave up", lambda: CallRow.outcome.in_(("gave_up_at_question", "gave_up_waiting"))),
    "transferred": ("talked to an agent", lambda: CallRow.outcome == "transferred"),
    "faults": ("met a fault of ours", lambda: CallRow.outcome == "fault"),
}
"""Kinds of samples: how each is called, and which calls are in it."""


def draw(
    session: Session,
    kind: str,
    count: int,
    since: datetime,
    *,
    form: int,
    who: str,
    seed: str = "",
    scope: Scope = WHOLE,
) -> Sequence[str]:
    """Return calls of a kind that this reviewer has not marked by the form, each as likely as any other.

    Chance is a hash of the call and a seed: whoever draws again with the same seed gets the same calls.
    """
    condition = SAMPLES[kind][1]
    marked = select(QualityMarkRow.call_sid).where(
        QualityMarkRow.call_sid == CallRow.sid, QualityMarkRow.form == form, QualityMarkRow.who == who
    )
    wanted = select(CallRow.sid).where(CallRow.started_at >= since, CallRow.ended_at.is_not(None), ~marked.exists())
    wanted = wanted.where(*scope.conditions())
    if condition:
        wanted = wanted.where(condition())
    sids = session.scalars(wanted.order_by(CallRow.started_at.desc()).limit(MOST_LOOKED_AT)).all()
    return sorted(sids, key=lambda sid: sha256(f"{seed} {sid}".encode()).digest())[:count]
