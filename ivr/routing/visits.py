"""Remember who waited in a queue, for what, how long, and how it ended."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ivr.routing.queues import USUAL_TALK
from ivr.routing.tables import QueueVisitRow
from ivr.storage import Rows, connection_of

RECENT = 20
ANSWERED = "bridged"


def join(rows: Rows, call_sid: str, queue: str, topic: str, at: datetime) -> None:
    """Note that a caller starts to wait; a second join of a call that still waits changes nothing."""
    if topic_of(rows, call_sid) is not None:
        return
    visit = {"call_sid": call_sid, "queue": queue, "topic": topic, "joined_at": at, "result": ""}
    connection_of(rows).execute(insert(QueueVisitRow).values(**visit))


def leave(rows: Rows, call_sid: str, result: str, waited_seconds: int | None, at: datetime) -> None:
    """Note how the wait ended, in Twilio's word (QueueResult), after how many seconds of queue."""
    untold = update(QueueVisitRow).where(QueueVisitRow.call_sid == call_sid, QueueVisitRow.result == "")
    connection_of(rows).execute(untold.values(left_at=at, result=result, waited_seconds=waited_seconds))


def vanish(rows: Rows, call_sid: str, at: datetime) -> None:
    """Note that a call is over, so that nobody is told it waits; `leave` may still come and say how the wait ended."""
    waiting = update(QueueVisitRow).where(QueueVisitRow.call_sid == call_sid, QueueVisitRow.left_at.is_(None))
    connection_of(rows).execute(waiting.values(left_at=at))


def topic_of(rows: Rows, call_sid: str) -> str | None:
    """Return what a waiting caller wants, for the agent's whisper; None when the call does not wait."""
    waiting = (QueueVisitRow.call_sid == call_sid, QueueVisitRow.left_at.is_(None))
    return connection_of(rows).execute(select(QueueVisitRow.topic).where(*waiting)).scalar_one_or_none()


def usual_talk(session: Session, queue: str) -> timedelta:
    """Return the mean talk of the last answered callers, for Queue.expected_wait; a usual one when there are none."""
    answered = (QueueVisitRow.queue == queue, QueueVisitRow.result == ANSWERED, QueueVisitRow.left_at.is_not(None))
    columns = select(QueueVisitRow.joined_at, QueueVisitRow.left_at, QueueVisitRow.waited_seconds)
    rows = session.execute(columns.where(*answered).order_by(QueueVisitRow.left_at.desc()).limit(RECENT)).all()
    talks = [left - joined - timedelta(seconds=waited or 0) for joined, left, waited in rows if left]
    return sum(talks, timedelta()) / len(talks) if talks else USUAL_TALK


def next_topic(session: Session, queue: str) -> str | None:
    """Return what the caller at the head of a queue wants; None when nobody waits."""
    waiting = (QueueVisitRow.queue == queue, QueueVisitRow.left_at.is_(None))
    oldest = select(QueueVisitRow.topic).where(*waiting).order_by(QueueVisitRow.joined_at, QueueVisitRow.id).limit(1)
    return session.execute(oldest).scalar_one_or_none()
