"""Show what waits in the outbox and what died there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from ivr.outbox.tables import OutboxRow
from ivr.storage import Rows, connection_of

OVERDUE = timedelta(minutes=1)
UNHURRIED = {"transcribe": timedelta(hours=1)}
"""Kinds that give way to live calls, and may wait longer before anybody asks where their worker is."""


@dataclass(frozen=True)
class Waiting:
    """How much waits in the outbox: in all, dead, and for a worker that should be there."""

    waiting: int
    dead: int
    overdue: int


@dataclass(frozen=True)
class Letter:
    """A command as operators see it, without its payload."""

    id: int
    kind: str
    call_sid: str
    status: str
    attempts: int
    error: str
    created_at: datetime


def count(rows: Rows, now: datetime) -> Waiting:
    """Return how much waits."""
    found = select(OutboxRow.status, OutboxRow.kind, func.count(), func.min(OutboxRow.due_at)).where(
        OutboxRow.status.in_(("waiting", "dead"))
    )
    dead = waiting = overdue = 0
    for status, kind, number, due_at in connection_of(rows).execute(found.group_by(OutboxRow.status, OutboxRow.kind)):
        dead += number * (status == "dead")
        waiting += number * (status == "waiting")
        overdue += number * (status == "waiting" and due_at < now - UNHURRIED.get(kind, OVERDUE))
    return Waiting(waiting, dead, overdue)


def letters(rows: Rows, status: str = "dead", most: int = 100) -> Sequence[Letter]:
    """Return the oldest commands of a status."""
    parts = (OutboxRow.id, OutboxRow.kind, OutboxRow.call_sid, OutboxRow.status, OutboxRow.attempts)
    query = select(*parts, OutboxRow.error, OutboxRow.created_at).where(OutboxRow.status == status)
    return [Letter(**row) for row in connection_of(rows).execute(query.order_by(OutboxRow.id).limit(most)).mappings()]
