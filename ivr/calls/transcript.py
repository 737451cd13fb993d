"""List calls and read what was said in one of them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session

from ivr.calls.memory import LIVE
from ivr.calls.records import CallFilter, CallSummary, Page, Turn
from ivr.calls.tables import CallRow, TurnRow, UtteranceRow
from ivr.storage.columns import keyring_of

PAGE = 25
ALL = CallFilter()
SHOWN = (
    CallRow.sid,
    CallRow.direction,
    CallRow.from_.label("from_"),
    CallRow.status,
    CallRow.form,
    CallRow.started_at,
    CallRow.ended_at,
    CallRow.outcome,
    CallRow.outcome_reason,
)
"""What a line of the list is made of; a call's working state, ten times as much, is left where it is."""


def list_calls(session: Session, wanted: CallFilter = ALL, *, after: str = "", size: int = PAGE) -> Page:
    """Return a page of calls, newest first; raise ValueError when `after` is not ours.

    Pages by key, so the last page of a million calls costs what the first one does.
    """
    turns = select(func.count()).where(TurnRow.call_sid == CallRow.sid).scalar_subquery()
    query = (
        select(*SHOWN, turns.label("turns"))
        .where(*_conditions(session, wanted), *_older_than(after))
        .order_by(CallRow.started_at.desc(), CallRow.sid.desc())
        .limit(size + 1)
    )
    rows = session.execute(query).all()
    shown = rows[:size]
    more = _bookmark(shown[-1]) if len(rows) > size else ""
    return Page(tuple(_summary(row) for row in shown), more)


def transcript(session: Session, sid: str) -> tuple[Turn, ...]:
    """Return the turns of a call in order; none when there is no such call."""
    said = select(TurnRow, UtteranceRow.transcript).outerjoin(UtteranceRow, UtteranceRow.id == TurnRow.utterance_id)
    rows = session.execute(said.where(TurnRow.call_sid == sid).order_by(TurnRow.number))
    return tuple(_turn(*row) for row in rows)


def _conditions(session: Session, wanted: CallFilter) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.status:
        conditions.append(CallRow.status == wanted.status)
    if wanted.outcome:
        conditions.append(CallRow.outcome == wanted.outcome)
    if wanted.form:
        conditions.append(CallRow.form == wanted.form)
    if wanted.from_:
        index = keyring_of(session.get_bind().dialect).blind_index(wanted.from_)
        conditions.append(CallRow.from_index == index)
    if wanted.live:
        conditions.append(CallRow.status == LIVE)
    if wanted.since:
        conditions.append(CallRow.started_at >= wanted.since)
    if wanted.until:
        conditions.append(CallRow.started_at < wanted.until)
    return conditions


def _older_than(after: str) -> list[ColumnElement[bool]]:
    if not after:
        return []
    at, sid = _read_bookmark(after)
    return [or_(CallRow.started_at < at, and_(CallRow.started_at == at, CallRow.sid < sid))]


def _bookmark(row: Row[Any]) -> str:
    return urlsafe_b64encode(f"{row.started_at.isoformat()} {row.sid}".encode()).decode()


def _read_bookmark(text: str) -> tuple[datetime, str]:
    try:
        at, sid = urlsafe_b64decode(text).decode().split(" ", 1)
        return datetime.fromisoformat(at).astimezone(UTC), sid
    except ValueError:
        raise ValueError("not a bookmark of ours") from None


def _summary(call: Row[Any]) -> CallSummary:
    seconds = None if call.ended_at is None else round((call.ended_at - call.started_at).total_seconds())
    return CallSummary(
        call.sid,
        call.direction,
        call.from_,
        call.status,
        call.form,
        call.started_at,
        seconds,
        call.turns,
        call.outcome,
        call.outcome_reason,
    )


def _turn(row: TurnRow, transcript: str | None) -> Turn:
    return Turn(
        at=row.at,
        input=row.input,  # type: ignore[arg-type]
        form=row.form,
        field=row.field,
        prompt=row.prompt,
        heard=row.heard,
        grammar=row.grammar,
        confidence=row.confidence,
        decision=row.decision,
        meaning=row.meaning,
        branch=row.branch,
        latency_ms=row.latency_ms,
        sensitive=row.sensitive,
        utterance_id=row.utterance_id,
        number=row.number,
        transcript=transcript,
    )
