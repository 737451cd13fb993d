"""Keep categories, and which calls fit them: each call when it is indexed, past ones after a category is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from ivr.calls.indexing import EPOCH
from ivr.calls.scope import WHOLE, Scope
from ivr.calls.tables import CallRow, TurnRow, UtteranceRow
from ivr.review import audit
from ivr.review.categories.rule import BadRule, Heard, Rule, dumped, loaded, turns_that_fit
from ivr.review.categories.tables import CallCategoryRow, CategoryRow
from ivr.storage import Rows, connection_of

LONGEST_NAME, MOST = 40, 50
PAST, AT_ONCE = timedelta(days=90), 200
MOST_COUNTED = 10_000
"""Calls of a category that are counted; of more the page says so."""
MICRO = timedelta(microseconds=1)


@dataclass(frozen=True)
class Category:
    """A category; `calls` are those that fit, up to MOST_COUNTED, and `is_done` tells that past ones were looked at."""

    id: int
    name: str
    rule: Rule
    who: str
    is_done: bool
    calls: int


@dataclass(frozen=True)
class Fit:
    """A category that a call fits, and in which turns."""

    name: str
    turns: tuple[int, ...]


def add(session: Session, name: str, rule: Rule, who: str, now: datetime) -> int:
    """Make a category and return its id; past calls are looked at by and by. Raises BadRule."""
    rule.refuse_unfit()
    if not name.strip():
        raise BadRule("Give the category a name.")
    if session.scalar(select(CategoryRow.id).where(CategoryRow.name == name)) is not None:
        raise BadRule("There is a category with that name.")
    if (session.scalar(select(func.count()).select_from(CategoryRow)) or 0) >= MOST:
        raise BadRule("There are %(most)s categories: drop one first.", most=MOST)
    row = CategoryRow(name=name, rule=dumped(rule), who=who, at=now, before=2**62)
    session.add(row)
    session.flush()
    audit.note(session, who, "category", name, now)
    return row.id


def drop(session: Session, category: int, who: str, now: datetime) -> None:
    """Drop a category."""
    name = session.scalar(select(CategoryRow.name).where(CategoryRow.id == category))
    if name is not None:
        session.execute(delete(CallCategoryRow).where(CallCategoryRow.category == category))
        session.execute(delete(CategoryRow).where(CategoryRow.id == category))
        audit.note(session, who, "category dropped", name, now)


def categories(session: Session, scope: Scope = WHOLE) -> Sequence[Category]:
    """Return all categories by name, with how many calls of a scope fit."""
    rows = session.scalars(select(CategoryRow).order_by(CategoryRow.name)).all()
    return [
        Category(row.id, row.name, loaded(row.rule), row.who, row.before is None, _count(session, row.id, scope))
        for row in rows
    ]


def names(session: Session) -> Mapping[int, str]:
    """Return the names of all categories by their ids, in order."""
    rows = session.execute(select(CategoryRow.id, CategoryRow.name).order_by(CategoryRow.name))
    return {row.id: row.name for row in rows}


def fits_of(session: Session, call_sid: str) -> Sequence[Fit]:
    """Return the categories that a call fits."""
    wanted = select(CategoryRow.name, CallCategoryRow.turns).join(CallCategoryRow)
    found = session.execute(wanted.where(CallCategoryRow.call_sid == call_sid).order_by(CategoryRow.name))
    return [Fit(row.name, tuple(int(turn) for turn in row.turns.split(",") if turn)) for row in found]


def categorise(rows: Rows, sids: Iterable[str]) -> None:
    """Look which categories calls fit, which are over and indexed."""
    known = [
        (row.id, loaded(row.rule)) for row in connection_of(rows).execute(select(CategoryRow.id, CategoryRow.rule))
    ]
    for sid in sids if known else ():
        connection_of(rows).execute(delete(CallCategoryRow).where(CallCategoryRow.call_sid == sid))
        _look(rows, sid, known)


def catch_up(rows: Rows) -> bool:
    """Look at some past calls for a category that was made after them; return whether there was something to do."""
    behind = select(CategoryRow.id, CategoryRow.rule, CategoryRow.before, CategoryRow.at)
    row = connection_of(rows).execute(behind.where(CategoryRow.before.is_not(None)).limit(1)).first()
    if row is None:
        return False
    first = (row.at - PAST - EPOCH) // MICRO
    past = select(CallRow.sid, CallRow.position).where(CallRow.position < row.before, CallRow.position >= first)
    found = connection_of(rows).execute(past.order_by(CallRow.position.desc()).limit(AT_ONCE)).all()
    for call in found:
        mine = (CallCategoryRow.call_sid == call.sid, CallCategoryRow.category == row.id)
        connection_of(rows).execute(delete(CallCategoryRow).where(*mine))
        _look(rows, call.sid, [(row.id, loaded(row.rule))])
    before = found[-1].position if len(found) == AT_ONCE else None
    connection_of(rows).execute(update(CategoryRow).where(CategoryRow.id == row.id).values(before=before))
    return True


def _look(rows: Rows, sid: str, known: Sequence[tuple[int, Rule]]) -> None:
    outcome = connection_of(rows).scalar(select(CallRow.outcome).where(CallRow.sid == sid)) or ""
    turns = _turns(rows, sid)
    for category, rule in known:
        fits = turns_that_fit(rule, turns, outcome)
        if fits is not None:
            values = {"call_sid": sid, "category": category, "turns": ",".join(map(str, fits))}
            connection_of(rows).execute(insert(CallCategoryRow).values(values))


def _turns(rows: Rows, sid: str) -> list[Heard]:
    shown = (TurnRow.number, TurnRow.input, TurnRow.prompt_redacted, TurnRow.heard_redacted, UtteranceRow.redacted)
    said = select(*shown).outerjoin(UtteranceRow, UtteranceRow.id == TurnRow.utterance_id)
    found = connection_of(rows).execute(said.where(TurnRow.call_sid == sid).order_by(TurnRow.number))
    return [_heard(*row) for row in found]


def _heard(number: int, given: str, prompt: str | None, heard: str | None, said: str | None) -> Heard:
    return Heard(number, given, prompt or "", (heard or "", said or ""))


def _count(session: Session, category: int, scope: Scope) -> int:
    fits = select(CallCategoryRow.call_sid).where(CallCategoryRow.category == category)
    if conditions := scope.conditions():
        fits = fits.join(CallRow, CallRow.sid == CallCategoryRow.call_sid).where(*conditions)
    return session.scalar(select(func.count()).select_from(fits.limit(MOST_COUNTED).subquery())) or 0
