"""List the groups of misses, the most frequent first, with what a supervisor needs to judge them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from ivr.calls.scope import WHOLE, Scope
from ivr.calls.tables import CallRow
from ivr.review.labels import OUTSIDE
from ivr.review.tables import MissGroupRow, MissRow

PAGE = 20
MOST_EXAMPLES = 3
MOST_READ = 2000
"""Misses of a page's groups that are looked at for examples and for what callers did next: the newest."""
STATES = ("open", "labelled", "outside")


@dataclass(frozen=True)
class Wanted:
    """Which misses to list; empty texts don't filter."""

    since: datetime
    until: datetime
    language: str = ""
    question: str = ""
    kind: str = ""
    state: str = "open"
    scope: Scope = WHOLE


@dataclass(frozen=True)
class Miss:
    """One utterance that was not understood."""

    call_sid: str
    turn: int
    at: datetime
    words: str
    has_sound: bool


@dataclass(frozen=True)
class Group:
    """Misses that are alike. `share` is of all calls of the time asked for; `topics` is what those callers came to."""

    id: int
    language: str
    question: str
    label: str
    labelled_by: str
    count: int
    calls: int
    share: float
    examples: Sequence[Miss]
    did_next: Sequence[tuple[str, int]]
    topics: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Groups:
    """A page of groups; `total` counts all groups that fit, `misses` and `calls` all of the time asked for."""

    groups: Sequence[Group]
    total: int
    misses: int
    calls: int


def list_groups(session: Session, wanted: Wanted, page: int = 0) -> Groups:
    """Return a page of groups, the most frequent first."""
    fits = _conditions(wanted)
    counted = (
        select(MissRow.group_id, func.count().label("misses"), func.count(MissRow.call_sid.distinct()).label("calls"))
        .join(MissGroupRow)
        .where(*fits)
        .group_by(MissRow.group_id)
    )
    sums = counted.subquery()
    total, misses = session.execute(
        select(func.count(), func.coalesce(func.sum(sums.c.misses), 0)).select_from(sums)
    ).one()
    ordered = counted.order_by(func.count().desc(), MissRow.group_id).limit(PAGE).offset(page * PAGE)
    found = session.execute(ordered).all()
    calls = session.scalar(
        select(func.count())
        .select_from(CallRow)
        .where(CallRow.started_at >= wanted.since, CallRow.started_at < wanted.until, *wanted.scope.conditions())
    )
    return Groups(_groups(session, found, fits, calls or 0), total, misses, calls or 0)


def group_of(session: Session, id_: int) -> MissGroupRow | None:
    """Return a group, or None."""
    return session.get(MissGroupRow, id_)


def choices(session: Session) -> tuple[Sequence[str], Sequence[str]]:
    """Return the languages and the questions that groups are of."""
    found = session.execute(select(MissGroupRow.language, MissGroupRow.question).distinct()).all()
    return sorted({row.language for row in found}), sorted({row.question for row in found})


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    fits: list[ColumnElement[bool]] = [MissRow.at >= wanted.since, MissRow.at < wanted.until]
    if of_calls := wanted.scope.conditions():
        fits.append(select(CallRow.sid).where(CallRow.sid == MissRow.call_sid, *of_calls).exists())
    same = {MissGroupRow.language: wanted.language, MissGroupRow.question: wanted.question, MissRow.kind: wanted.kind}
    fits += [column == value for column, value in same.items() if value]
    match wanted.state:
        case "open":
            fits.append(MissGroupRow.label == "")
        case "outside":
            fits.append(MissGroupRow.label == OUTSIDE)
        case "labelled":
            fits.append(MissGroupRow.label.not_in(("", OUTSIDE)))
    return fits


def _groups(
    session: Session, found: Sequence[Row[Any, Any, Any]], fits: Sequence[ColumnElement[bool]], calls: int
) -> list[Group]:
    ids = [row.group_id for row in found]
    known = {row.id: row for row in session.scalars(select(MissGroupRow).where(MissGroupRow.id.in_(ids)))}
    members = _members(session, ids, fits)
    return [_group(known[row.group_id], row, members.get(row.group_id, []), calls) for row in found]


def _members(session: Session, ids: Sequence[int], fits: Sequence[ColumnElement[bool]]) -> Mapping[int, list[MissRow]]:
    asked = select(MissRow).join(MissGroupRow).where(MissRow.group_id.in_(ids), *fits)
    members: dict[int, list[MissRow]] = {}
    for miss in session.scalars(asked.order_by(MissRow.at.desc()).limit(MOST_READ)):
        members.setdefault(miss.group_id or 0, []).append(miss)
    return members


def _group(group: MissGroupRow, counted: Row[Any, Any, Any], members: Sequence[MissRow], calls: int) -> Group:
    different = {miss.words: miss for miss in reversed(members)}
    often = Counter(miss.words for miss in members)
    examples = [different[words] for words, _ in often.most_common(MOST_EXAMPLES)]
    return Group(
        group.id,
        group.language,
        group.question,
        group.label,
        group.labelled_by,
        counted.misses,
        counted.calls,
        counted.calls / calls if calls else 0.0,
        [Miss(each.call_sid, each.turn, each.at, each.words, each.has_sound) for each in examples],
        Counter(miss.did_next for miss in members).most_common(),
        Counter(miss.then_topic for miss in members if miss.then_topic).most_common(3),
    )
