"""Find calls: by words, by what became of them, by number and time; page by page, with counts beside.

Pages go by key, so the last page of a million calls costs what the first one does. What a call is found by stands in
the indexes (`ivr.calls.tables.FOUND_BY`): first the calls of a page are found there, then only these are read.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from ivr.calls.beside import beside
from ivr.calls.indexing import EPOCH, last_four_index
from ivr.calls.memory import LIVE
from ivr.calls.records import CallFilter, CallSummary, Page
from ivr.calls.tables import CallRow, TurnRow
from ivr.calls.words import word_index
from ivr.storage.binding import keyring_of

PAGE = 25
ALL = CallFilter()
Sort = Literal["newest", "oldest", "longest"]
FACETS = ("outcome", "service", "topic", "language", "region")
MOST_COUNTED = 10_000
"""Calls that are counted beside the filters: the newest that fit."""
MOST_LOOKED_AT = 20_000
"""Calls with certain words, or whose turns are looked at, of which those that fit are counted: the newest."""
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
    CallRow.language,
    CallRow.region,
    CallRow.service,
    CallRow.topic,
    CallRow.seconds,
)
"""What a line of the list is made of; a call's working state, ten times as much, is left where it is."""


def list_calls(
    session: Session, wanted: CallFilter = ALL, *, after: str = "", size: int = PAGE, sort: Sort = "newest"
) -> Page:
    """Return a page of calls; raise ValueError when `after` is not ours."""
    query = _found(session, select(CallRow.sid), wanted)
    order = _order(session, wanted, sort)
    if after:
        query = query.where(_later(order, sort, _read_bookmark(after, sort)))
    found = query.order_by(*(key.asc() if sort == "oldest" else key.desc() for key in order)).limit(size + 1)
    sids = session.scalars(found).all()
    rows = _read(session, sids[:size])
    more = _bookmark(rows[-1], sort) if len(sids) > size and rows else ""
    return Page(tuple(_summary(row) for row in rows), more)


def count_facets(session: Session, wanted: CallFilter = ALL) -> Mapping[str, Sequence[tuple[str, int]]]:
    """Return how many of the calls that fit have which outcome, service and so on, the most frequent first.

    A facet that is filtered by is counted as if it were not. Of more than MOST_COUNTED calls the newest are counted.
    """
    chosen = [name for name in FACETS if getattr(wanted, name)]
    counted = _count(session, wanted, [name for name in FACETS if name not in chosen])
    for name in chosen:
        counted |= _count(session, _without(wanted, name), [name])
    return {name: counted[name].most_common() for name in FACETS}


def _count(session: Session, wanted: CallFilter, names: Sequence[str]) -> dict[str, Counter[str]]:
    columns = [getattr(CallRow, name) for name in names]
    query = _found(session, select(*columns), wanted, MOST_LOOKED_AT).where(*_recent(wanted))
    newest = _order(session, wanted, "newest")[0].desc()
    newest_ones = query.order_by(newest).limit(MOST_COUNTED).subquery()
    counted = select(*newest_ones.c, func.count()).group_by(*newest_ones.c)
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for *values, count in session.execute(counted) if names else ():
        for name, value in zip(names, values, strict=True):
            found[name].update({value: count} if value else {})
    return found


def _without(wanted: CallFilter, name: str) -> CallFilter:
    return CallFilter(**{**vars(wanted), name: ""})


def _recent(wanted: CallFilter) -> list[ColumnElement[bool]]:
    """Return a condition of the newest calls where each call's turns are looked at; words lead to few by themselves."""
    by_turns = wanted.misses or wanted.unsure is not None or wanted.slow is not None
    if not by_turns or wanted.words:
        return []
    began = select(CallRow.started_at).where(*_within(wanted), *wanted.scope.conditions())
    last = began.order_by(CallRow.started_at.desc()).offset(MOST_LOOKED_AT).limit(1).scalar_subquery()
    return [CallRow.started_at > func.coalesce(last, EPOCH)]


def _found(session: Session, query: Select[Any], wanted: CallFilter, most: int | None = None) -> Select[Any]:
    """Return a query of calls, narrowed to those that fit; of those with the words the newest `most`."""
    if wanted.words and wanted.words.terms:
        query = word_index(session.connection()).narrow(query, wanted.words, most)
    return query.where(*_conditions(session, wanted))


def _order(session: Session, wanted: CallFilter, sort: Sort) -> Sequence[ColumnElement[Any]]:
    """Return what calls are ordered by; those with certain words stand in the order of the index, which is the same."""
    if sort == "longest":
        return CallRow.seconds, CallRow.sid  # type: ignore[return-value]
    if wanted.words and wanted.words.terms:
        return (word_index(session.connection()).position,)
    return CallRow.started_at, CallRow.sid  # type: ignore[return-value]


def _conditions(session: Session, wanted: CallFilter) -> list[ColumnElement[bool]]:
    same = ("status", "outcome", "form", "service", "topic", "language", "region")
    conditions = [getattr(CallRow, name) == getattr(wanted, name) for name in same if getattr(wanted, name)]
    if wanted.reason:
        conditions.append(CallRow.outcome_reason == wanted.reason)
    if wanted.from_:
        index = keyring_of(session.get_bind().dialect).blind_index(wanted.from_)
        conditions.append(CallRow.from_index == index)
    if wanted.last_four:
        conditions.append(CallRow.last_four_index == last_four_index(session.connection(), wanted.last_four))
    if wanted.live:
        conditions.append(CallRow.status == LIVE)
    return conditions + _within(wanted) + beside(wanted) + wanted.scope.conditions()


def _within(wanted: CallFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.since:
        conditions.append(CallRow.started_at >= wanted.since)
    if wanted.until:
        conditions.append(CallRow.started_at < wanted.until)
    if wanted.shortest is not None:
        conditions.append(CallRow.seconds >= wanted.shortest)
    if wanted.longest is not None:
        conditions.append(CallRow.seconds <= wanted.longest)
    return conditions


def _later(order: Sequence[ColumnElement[Any]], sort: Sort, mark: tuple[Any, str, int]) -> ColumnElement[bool]:
    """Return the condition of calls that come after a bookmark."""
    key, sid, position = mark
    if len(order) == 1:
        return order[0] > position if sort == "oldest" else order[0] < position
    first, second = order
    if sort == "oldest":
        return or_(first > key, and_(first == key, second > sid))
    return or_(first < key, and_(first == key, second < sid))


def _read(session: Session, sids: Sequence[str]) -> Sequence[Row[*tuple[Any, ...]]]:
    turns = select(func.count()).where(TurnRow.call_sid == CallRow.sid).scalar_subquery()
    query = select(*SHOWN, CallRow.position, turns.label("turns")).where(CallRow.sid.in_(sids))
    rows = {row.sid: row for row in session.execute(query)}
    return [rows[sid] for sid in sids]


def _bookmark(row: Row[*tuple[Any, ...]], sort: Sort) -> str:
    key = row.seconds or 0 if sort == "longest" else row.started_at.isoformat()
    return urlsafe_b64encode(f"{key} {row.position or 0} {row.sid}".encode()).decode()


def _read_bookmark(text: str, sort: Sort) -> tuple[Any, str, int]:
    try:
        key, position, sid = urlsafe_b64decode(text).decode().split(" ", 2)
        at = int(key) if sort == "longest" else datetime.fromisoformat(key).astimezone(UTC)
        return at, sid, int(position)
    except ValueError:
        raise ValueError("not a bookmark of ours") from None


def _summary(call: Row[*tuple[Any, ...]]) -> CallSummary:
    seconds = None if call.ended_at is None else round((call.ended_at - call.started_at).total_seconds())
    known = call._asdict() | {"seconds": seconds}
    return CallSummary(**{part.name: known[part.name] for part in fields(CallSummary)})
