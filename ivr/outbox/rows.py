"""Write and read the rows of the outbox; each function is one step of a row's life, in the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Literal

import structlog
from sqlalchemy import ColumnElement, bindparam, select, update

from ivr import codec
from ivr.outbox.tables import OutboxRow
from ivr.storage import UNREADABLE, Json, Rows, connection_of
from ivr.storage.conflict import insert_new

log = structlog.get_logger(__name__)
LEASE = timedelta(seconds=30)
"""How long a worker that says nothing keeps its claim."""

Status = Literal["waiting", "done", "refused", "dead", "dropped"]

_OUTCOME = select(OutboxRow.status, OutboxRow.result).where(OutboxRow.key == bindparam("wanted"))
_PAYLOAD = select(OutboxRow.payload).where(OutboxRow.id == bindparam("which"))
_FORGET = update(OutboxRow).where(OutboxRow.id == bindparam("which")).values(payload=None, follow_up=None)
_IS_DUE = (
    OutboxRow.status == "waiting",
    OutboxRow.due_at <= bindparam("now"),
    OutboxRow.kind.in_(bindparam("kinds", expanding=True)),
)
_DUE = select(OutboxRow.id).where(*_IS_DUE).order_by(OutboxRow.due_at, OutboxRow.id)
_ANY_DUE = _DUE.limit(1)
_CLAIMABLE = _DUE.limit(bindparam("most")).with_for_update(skip_locked=True)


@dataclass(frozen=True)
class Claimed:
    """A command that this worker has; `attempts` counts this one, `error` is of the one before."""

    id: int
    claimed_by: str
    key: str
    call_sid: str
    kind: str
    attempts: int
    error: str
    created_at: datetime


@dataclass(frozen=True)
class Outcome:
    """How far a command is; the result of one that is done, the reason of one that was refused."""

    status: Status
    result: Json = None


@dataclass(frozen=True)
class FollowUp:
    """A command that is written when another has come to an end, with its outcome in the payload."""

    kind: str
    payload: dict[str, Json]


def key_of(call_sid: str, turn: int, slot: str) -> str:
    """Return the key by which a receiver knows a command that comes again."""
    return f"{call_sid}:{turn}:{slot}"


def turn_of(key: str) -> int | None:
    """Return the turn that made a command, by its key; None where none did."""
    turn = key.split(":")[1:2]
    return int(turn[0]) if turn and turn[0].isdigit() else None


def enqueue(rows: Rows, key: str, kind: str, payload: Json, at: datetime, *, call_sid: str = "") -> bool:
    """Write a command, to be done as soon as its transaction is committed; return False when its key is known."""
    row = {
        "key": key,
        "call_sid": call_sid,
        "kind": kind,
        "payload": payload,
        "status": "waiting",
        "attempts": 0,
        "due_at": at,
        "claimed_by": "",
        "error": "",
        "created_at": at,
    }
    return insert_new(rows, OutboxRow, row)


def outcome(rows: Rows, key: str) -> Outcome | None:
    """Return how far a command is, or None when there is none with this key."""
    row = connection_of(rows).execute(_OUTCOME, {"wanted": key}).one_or_none()
    return None if row is None else Outcome(row.status, row.result)


def promise(rows: Rows, key: str, follow_up: FollowUp | None) -> bool:
    """Let a command follow when this one has come to an end; return False when it has already."""
    waiting = (OutboxRow.key == key, OutboxRow.status == "waiting")
    told = codec.dump(follow_up) if follow_up else None
    return connection_of(rows).execute(update(OutboxRow).where(*waiting).values(follow_up=told)).rowcount == 1


def is_any_due(rows: Rows, kinds: Collection[str], now: datetime) -> bool:
    """Tell whether there is anything to claim, without a writer's lock."""
    return connection_of(rows).execute(_ANY_DUE, {"now": now, "kinds": list(kinds)}).first() is not None


def claim(rows: Rows, worker: str, kinds: Collection[str], now: datetime, most: int) -> Sequence[Claimed]:
    """Take up to `most` commands that are due and that no other worker has, the longest due first."""
    connection = connection_of(rows)
    ids = list(connection.scalars(_CLAIMABLE, {"now": now, "kinds": list(kinds), "most": most}))
    if not ids:
        return ()
    taken = (
        update(OutboxRow)
        .where(OutboxRow.id.in_(ids))
        .values(claimed_by=worker, due_at=now + LEASE, attempts=OutboxRow.attempts + 1)
        .returning(*(getattr(OutboxRow, part.name) for part in fields(Claimed)))
    )
    claimed = [Claimed(**row) for row in connection.execute(taken).mappings()]
    return sorted(claimed, key=lambda each: ids.index(each.id))  # PostgreSQL returns them in any order


def payload_of(rows: Rows, id_: int) -> Json:
    """Return what a command says; raise UnreadableValue."""
    return connection_of(rows).execute(_PAYLOAD, {"which": id_}).scalar_one()


def renew(rows: Rows, worker: str, ids: Collection[int], now: datetime) -> None:
    """Keep the claims of a worker that is alive."""
    mine = (OutboxRow.id.in_(ids), OutboxRow.claimed_by == worker, OutboxRow.status == "waiting")
    connection_of(rows).execute(update(OutboxRow).where(*mine).values(due_at=now + LEASE))


def end(rows: Rows, claimed: Claimed, ended: Outcome, at: datetime, error: str = "") -> bool:
    """Note how a claimed command ended, and enqueue what follows; return False when the claim was lost meanwhile."""
    return _ended(rows, _is_mine(claimed), ended, at, error)


def put_off(rows: Rows, claimed: Claimed, until: datetime, error: str) -> None:
    """Give a claimed command back, to be tried again later."""
    later = {"claimed_by": "", "due_at": until, "error": error[:255]}
    connection_of(rows).execute(update(OutboxRow).where(*_is_mine(claimed)).values(later))


def retry(rows: Rows, id_: int, at: datetime) -> bool:
    """Let a dead letter be tried again; return False when it is none."""
    dead = (OutboxRow.id == id_, OutboxRow.status == "dead")
    again = {"status": "waiting", "due_at": at, "created_at": at, "attempts": 0, "ended_at": None}
    return connection_of(rows).execute(update(OutboxRow).where(*dead).values(again)).rowcount == 1


def drop(rows: Rows, id_: int, at: datetime) -> bool:
    """Give a dead letter up, and tell who was promised it; return False when it is none."""
    return _ended(rows, (OutboxRow.id == id_, OutboxRow.status == "dead"), Outcome("dropped"), at, "")


def _is_mine(claimed: Claimed) -> tuple[ColumnElement[bool], ...]:
    is_claim = (OutboxRow.claimed_by == claimed.claimed_by, OutboxRow.attempts == claimed.attempts)
    return (OutboxRow.id == claimed.id, OutboxRow.key == claimed.key, *is_claim, OutboxRow.status == "waiting")


def _ended(rows: Rows, which: tuple[ColumnElement[bool], ...], ended: Outcome, at: datetime, error: str) -> bool:
    """Note an end; what the command said is kept only where it may be tried again."""
    changed = {"status": ended.status, "result": ended.result, "claimed_by": "", "ended_at": at, "error": error[:255]}
    back = (OutboxRow.id, OutboxRow.key, OutboxRow.call_sid, OutboxRow.follow_up)
    connection = connection_of(rows)
    row = connection.execute(update(OutboxRow).where(*which).values(changed).returning(*back)).one_or_none()
    if row is None:
        return False
    if ended.status != "dead":
        _follow_up(rows, row.key, row.call_sid, row.follow_up, ended, at)
        connection.execute(_FORGET, {"which": row.id})
    return True


def _follow_up(rows: Rows, key: str, call_sid: str, promised: Json, ended: Outcome, at: datetime) -> None:
    if promised == UNREADABLE:
        log.error("what follows a command can't be read: nobody is told its outcome", command=key)
    elif promised:
        follow_up = codec.load(FollowUp, promised)
        payload: Json = {**follow_up.payload, "outcome": {"status": ended.status, "result": ended.result}}
        enqueue(rows, f"{key}:follow-up", follow_up.kind, payload, at, call_sid=call_sid)
