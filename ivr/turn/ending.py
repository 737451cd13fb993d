"""Note that a call is over, whatever state it was left in, and how it left the queue.

Ending needs nothing of what is stored with the call to be readable. What is told beyond the end itself (what was heard
last, what became of the call, who is promised a message) is written where it can be made out. What the database can't
take goes to the journal, as `Ended` and `QueueVisitEnded`, and is written in order when it can.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ivr import calls, codec, routing
from ivr.calls import Call, TurnRecord
from ivr.dialog.script import Act
from ivr.logs import about_call, about_no_call
from ivr.outbox.rows import key_of
from ivr.sources import AnswerWithdrawn
from ivr.storage import DatabaseBusy, Json, Rows, connection_of
from ivr.turn.advance import Explanation
from ivr.turn.commands import promise_of, write_promise
from ivr.turn.commit import record, with_copies
from ivr.turn.context import Scene, TurnContext, scene
from ivr.turn.outcomes import ask_later, conclude

DATABASE_ERRORS = (DatabaseBusy, SQLAlchemyError)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Ended:
    """Say that a call is over, with Twilio's status."""

    call_sid: str
    status: str
    at: datetime


@dataclass(frozen=True)
class QueueVisitEnded:
    """Say how a wait in the queue ended, in Twilio's word, after how many seconds where that is known."""

    call_sid: str
    result: str
    seconds: int | None
    at: datetime


Fact = Ended | QueueVisitEnded
KINDS: dict[str, type[Ended] | type[QueueVisitEnded]] = {"ended": Ended, "left_queue": QueueVisitEnded}


def note(context: TurnContext, fact: Fact) -> None:
    """Write a fact down, in the database or else in the journal.

    Raises what the database raised, for who told us to tell us again: a call that began unseen is begun then, too.
    """
    try:
        write(context, fact)
    except DATABASE_ERRORS as error:
        log.warning("the database can't take a fact: the journal does", error=type(error).__name__)
        context.journal.add(to_json(fact))
        raise


def play(context: TurnContext) -> int:
    """Write down what waits in the journal; return how much that was, raise DatabaseBusy when it must wait on."""
    return context.journal.play(partial(_write_told, context))


def _write_told(context: TurnContext, told: Json) -> None:
    about_no_call()
    fact = from_json(told)
    about_call(fact.call_sid, None)
    write(context, fact)


def write(context: TurnContext, fact: Fact) -> None:
    """Write a fact into the database; twice changes nothing. Raises DatabaseBusy."""
    match fact:
        case Ended(call_sid, status, at):
            hang_up(context, call_sid, status, at)
        case QueueVisitEnded():
            _leave(context, fact)


def hang_up(context: TurnContext, call_sid: str, status: str, at: datetime) -> None:
    """Note that the call is over, with what the caller heard last; the first word on it stays.

    A call that never began here is unknown to us. Raises DatabaseBusy.
    """
    with context.database.writing_rows() as rows:
        call = calls.load(rows, call_sid)
        if call is None or call.ended_at is not None:
            return
        about_call(call_sid, call.turn)
        here = scene(call, at, hears=context.hears)
        calls.close(rows, call_sid, status, at, _record(context, here, status))
        calls.want_transcripts(rows, at, call_sid)
        routing.call_ended(rows, call_sid, at)
        _if_possible(rows, lambda: conclude(rows, call, at))
        _if_possible(rows, lambda: _tell_later(context, rows, here))
        _if_possible(rows, lambda: ask_later(context, rows, call, here.state, at))


def _leave(context: TurnContext, left: QueueVisitEnded) -> None:
    with context.database.writing_rows() as rows:
        routing.leave(rows, left.call_sid, left.result, left.seconds, left.at)
        call = calls.load(rows, left.call_sid)
        if call and call.ended_at:
            here = scene(call, left.at, hears=context.hears)
            _if_possible(rows, lambda: _conclude_again(rows, call))
            _if_possible(rows, lambda: ask_later(context, rows, call, here.state, left.at))


def _conclude_again(rows: Rows, call: Call) -> None:
    conclude(rows, call, call.ended_at or call.started_at)


def _record(context: TurnContext, here: Scene, status: str) -> TurnRecord:
    """Return the record of the last turn; without what was heard where that can't be made out."""
    explained = Explanation(None, f"the call is over: {status}")
    try:
        return with_copies(context, here, record(here, None, explained, 0))
    except Exception:
        log.exception("what was heard last can't be made out")
        return TurnRecord(here.now, "hangup", branch=explained.why)


def _if_possible(rows: Rows, detail: Callable[[], None]) -> None:
    """Write a detail of the end; where that breaks, by a fault of ours, the end is written without it."""
    try:
        with connection_of(rows).begin_nested():
            detail()
    except DATABASE_ERRORS:
        raise
    except Exception:
        log.exception("a detail of a call's end was not written")


def _tell_later(context: TurnContext, rows: Rows, here: Scene) -> None:
    """Let the outcome of a command that the caller did not wait for be told by a text message."""
    slot = here.last.pending if here.last else ""
    form = context.script.forms.get(here.state.form) if here.state else None
    item = form.item(slot, here.state.slots) if form and here.state else None
    if here.state and isinstance(item, Act):
        told = promise_of(context.script, here.state, item, key_of(here.call.sid, here.call.turn - 1, slot))
        with suppress(AnswerWithdrawn):
            write_promise(rows, told.payload, here.now)


def to_json(fact: Fact) -> Json:
    """Return a fact as the journal keeps it."""
    kind = next(name for name, kind in KINDS.items() if isinstance(fact, kind))
    return {"kind": kind, **codec.dump(fact)}


def from_json(told: Json) -> Fact:
    """Return a fact that the journal kept; raise codec.Unreadable."""
    kind = KINDS.get(str(told.get("kind"))) if isinstance(told, dict) else None
    if kind is None:
        raise codec.Unreadable("no fact")
    return codec.load(kind, told)
