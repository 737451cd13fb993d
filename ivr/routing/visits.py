"""Remember who waited in a queue, for what, how long, and how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, insert, select, update

from ivr.routing.tables import AgentCallRow, QueueVisitRow
from ivr.storage import Rows, connection_of

RECENT = 20
ANSWERED = "bridged"


@dataclass(frozen=True)
class Visit:
    """A wait in a queue: from when till when, how it ended in Twilio's word (nothing: not known yet).

    `agent` is the blind index of the number of the agent who answered, None where that is not known.
    """

    joined_at: datetime
    left_at: datetime | None
    result: str
    waited_seconds: int | None
    agent: bytes | None = None


@dataclass(frozen=True)
class Waiting:
    """Who waits, and for what, in which lane."""

    call_sid: str
    topic: str
    lane: str


_OF_CALL = QueueVisitRow.call_sid == bindparam("wanted")
_WAITS = QueueVisitRow.left_at.is_(None)
_JOIN = insert(QueueVisitRow)
_LEAVE = (
    update(QueueVisitRow)
    .where(_OF_CALL, QueueVisitRow.result == "")
    .values(left_at=bindparam("at"), result=bindparam("how"), waited_seconds=bindparam("waited"))
)
_WHOSE = select(AgentCallRow.agent).where(AgentCallRow.call_sid == bindparam("agents_call")).scalar_subquery()
_TAKEN_BY = update(QueueVisitRow).where(_OF_CALL, QueueVisitRow.result == "").values(agent=_WHOSE)
_CALL_ENDED = update(QueueVisitRow).where(_OF_CALL, _WAITS).values(left_at=bindparam("at"))
_TOPIC = select(QueueVisitRow.topic).where(_OF_CALL, _WAITS)
_LANE = select(QueueVisitRow.queue).where(_OF_CALL, _WAITS)
_IN_LANES = QueueVisitRow.queue.in_(bindparam("lanes", expanding=True))
_COUNT = select(func.count()).where(_IN_LANES, _WAITS)
_STANDING = (
    select(QueueVisitRow.queue, func.count(), func.min(QueueVisitRow.joined_at))
    .where(_WAITS)
    .group_by(QueueVisitRow.queue)
)
_SHOWN = (QueueVisitRow.joined_at, QueueVisitRow.left_at, QueueVisitRow.result, QueueVisitRow.waited_seconds)
_VISITS = select(*_SHOWN, QueueVisitRow.agent).where(_OF_CALL).order_by(QueueVisitRow.id)
_ANSWERED_BY = select(QueueVisitRow.call_sid, QueueVisitRow.agent).where(
    QueueVisitRow.call_sid.in_(bindparam("wanted", expanding=True)),
    QueueVisitRow.agent.is_not(None),
    QueueVisitRow.result == ANSWERED,
)
_IN_QUEUE = QueueVisitRow.queue == bindparam("wanted")
_ANSWERED = (
    select(QueueVisitRow.waited_seconds)
    .where(_IN_QUEUE, QueueVisitRow.result == ANSWERED, QueueVisitRow.left_at.is_not(None))
    .order_by(QueueVisitRow.left_at.desc())
    .limit(RECENT)
)
_WAITING = select(QueueVisitRow.call_sid).where(_IN_LANES, _WAITS, QueueVisitRow.joined_at < bindparam("before"))
_NEXT = (
    select(QueueVisitRow.call_sid, QueueVisitRow.topic, QueueVisitRow.queue)
    .where(_IN_QUEUE, _WAITS)
    .order_by(QueueVisitRow.joined_at, QueueVisitRow.id)
    .limit(1)
)


def join(rows: Rows, call_sid: str, queue: str, topic: str, at: datetime) -> None:
    """Note that a caller starts to wait; a second join of a call that still waits changes nothing."""
    if topic_of(rows, call_sid) is not None:
        return
    visit = {"call_sid": call_sid, "queue": queue, "topic": topic, "joined_at": at, "result": ""}
    connection_of(rows).execute(_JOIN, visit)


def leave(rows: Rows, call_sid: str, result: str, waited_seconds: int | None, at: datetime) -> None:
    """Note how the wait ended, in Twilio's word (QueueResult), after how many seconds of queue."""
    told = {"wanted": call_sid, "at": at, "how": result, "waited": waited_seconds}
    connection_of(rows).execute(_LEAVE, told)


def taken_by(rows: Rows, call_sid: str, agents_call: str) -> None:
    """Note which agent takes a waiting caller, by the agent's own call; a call that is no agent's names nobody."""
    connection_of(rows).execute(_TAKEN_BY, {"wanted": call_sid, "agents_call": agents_call})


def call_ended(rows: Rows, call_sid: str, at: datetime) -> None:
    """Note that a call is over, so that nobody is told it waits; `leave` may still come and say how the wait ended."""
    connection_of(rows).execute(_CALL_ENDED, {"wanted": call_sid, "at": at})


def topic_of(rows: Rows, call_sid: str) -> str | None:
    """Return what a waiting caller wants, for the agent's whisper; None when the call does not wait."""
    return connection_of(rows).execute(_TOPIC, {"wanted": call_sid}).scalar_one_or_none()


def last_visit(rows: Rows, call_sid: str) -> Visit | None:
    """Return a call's last wait in a queue, or None when it never waited."""
    visits = visits_of(rows, call_sid)
    return visits[-1] if visits else None


def visits_of(rows: Rows, call_sid: str) -> list[Visit]:
    """Return a call's waits in queues, the first one first."""
    return [Visit(*row) for row in connection_of(rows).execute(_VISITS, {"wanted": call_sid})]


def answered_by(rows: Rows, call_sids: Sequence[str]) -> Mapping[str, bytes]:
    """Return who answered each of some calls, as a blind index; calls that no known agent answered are left out."""
    found = connection_of(rows).execute(_ANSWERED_BY, {"wanted": list(call_sids)})
    return {row.call_sid: bytes(row.agent) for row in found}


def last_waits(rows: Rows, queue: str) -> list[timedelta]:
    """Return how long the last answered callers waited."""
    waits = connection_of(rows).execute(_ANSWERED, {"wanted": queue}).scalars()
    return [timedelta(seconds=seconds) for seconds in waits if seconds is not None]


def waiting_calls(rows: Rows, lanes: Sequence[str], joined_before: datetime) -> list[str]:
    """Return the calls that wait in these lanes since before this time, as far as we know."""
    return list(connection_of(rows).scalars(_WAITING, {"lanes": list(lanes), "before": joined_before}))


def next_caller(rows: Rows, lanes: Sequence[str]) -> Waiting | None:
    """Return the caller at the head of the first lane where somebody waits; None when nobody does."""
    heads = (connection_of(rows).execute(_NEXT, {"wanted": lane}).one_or_none() for lane in lanes)
    return next((Waiting(*row) for row in heads if row is not None), None)


def lane_of(rows: Rows, call_sid: str) -> str | None:
    """Return the lane a caller waits in; None when the call does not wait."""
    return connection_of(rows).execute(_LANE, {"wanted": call_sid}).scalar_one_or_none()


def count_waiting(rows: Rows, lanes: Sequence[str]) -> int:
    """Return how many callers wait in these lanes."""
    return connection_of(rows).execute(_COUNT, {"lanes": list(lanes)}).scalar_one()


def standing(rows: Rows) -> dict[str, tuple[int, datetime]]:
    """Return for each lane where somebody waits how many do, and since when the first does."""
    found = connection_of(rows).execute(_STANDING)
    return {lane: (count, since) for lane, count, since in found}
