"""Keep forms of quality, the marks that reviewers give calls by them, and what agents say to their marks."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from ivr import codec
from ivr.review import audit
from ivr.review.locking import alone
from ivr.review.quality.form import (
    Agreement,
    BadForm,
    Given,
    QualityForm,
    agreement,
    dumped,
    loaded,
    refuse_incomplete,
    score,
    spread,
)
from ivr.review.tables import QualityFormRow, QualityMarkRow
from ivr.storage.conflict import insert_new

State = Literal["given", "accepted", "disputed"]
MOST_MARKS = 200
LONGEST_REPLY = 2000


@dataclass(frozen=True)
class Mark:
    """A mark of a call."""

    call_sid: str
    form: QualityForm
    who: str
    agent: str
    at: datetime
    score: float | None
    given: tuple[Given, ...]
    state: State = "given"
    reply: str = ""
    replied_at: datetime | None = None


def save_form(session: Session, form: QualityForm, who: str, at: datetime) -> QualityForm:
    """Keep a form as its next version; the versions before stay. Raises BadForm."""
    form.refuse_unfit()
    alone(session)
    last = session.scalar(select(func.max(QualityFormRow.version)).where(QualityFormRow.name == form.name)) or 0
    values = {"name": form.name, "version": last + 1, "questions": dumped(form.questions), "who": who, "at": at}
    number = session.execute(insert(QualityFormRow).values(values).returning(QualityFormRow.number)).scalar_one()
    audit.note(session, who, "quality form", f"{form.name}, version {last + 1}", at)
    return QualityForm(form.name, form.questions, last + 1, number)


def forms(session: Session) -> Sequence[QualityForm]:
    """Return the newest version of each form, by name."""
    rows = session.scalars(select(QualityFormRow).order_by(QualityFormRow.name, QualityFormRow.version.desc()))
    return [_form(next(versions)) for _, versions in groupby(rows, key=lambda row: row.name)]


def form_of(session: Session, number: int) -> QualityForm | None:
    """Return a version of a form, or None."""
    row = session.get(QualityFormRow, number)
    return _form(row) if row else None


def give(session: Session, mark: Mark) -> Mark:
    """Keep a mark with its score; one that the agent has answered stands. Raises BadForm."""
    refuse_incomplete(mark.form, mark.given)
    points = score(mark.form, mark.given)
    key = {"call_sid": mark.call_sid, "form": mark.form.number, "who": mark.who}
    values = {
        "agent": mark.agent,
        "at": mark.at,
        "score": points,
        "answers": json.dumps([asdict(each) for each in mark.given], ensure_ascii=False),
        "state": "given",
        "reply": "",
        "replied_at": None,
    }
    if not insert_new(session, QualityMarkRow, {**key, **values}):
        known = session.get(QualityMarkRow, (mark.call_sid, mark.form.number, mark.who))
        if known is None or known.state == "accepted":
            raise BadForm("The agent has accepted this mark: it stands.")
        for name, value in values.items():
            setattr(known, name, value)
    audit.note(session, mark.who, "quality mark", f"call {mark.call_sid}: {points}", mark.at)
    return Mark(mark.call_sid, mark.form, mark.who, mark.agent, mark.at, points, mark.given)


def answer(session: Session, key: tuple[str, int, str], agent: str, state: State, reply: str, at: datetime) -> bool:
    """Let an agent accept or dispute a mark of theirs; return False where it is none, or was accepted."""
    row = session.get(QualityMarkRow, key)
    if row is None or row.agent != agent or row.state == "accepted" or state == "given":
        return False
    if state == "disputed" and not reply.strip():
        raise BadForm("Write why, so that the reviewer can look again.")
    row.state, row.reply, row.replied_at = state, reply.strip(), at
    audit.note(session, agent, f"mark {state}", f"call {row.call_sid}", at)
    return True


def marks(session: Session, *, call: str = "", agent: str = "", form: int = 0) -> Sequence[Mark]:
    """Return marks of a call, an agent, a form, or all of them, the newest first."""
    wanted = select(QualityMarkRow).order_by(QualityMarkRow.at.desc()).limit(MOST_MARKS)
    same = {QualityMarkRow.call_sid: call, QualityMarkRow.agent: agent, QualityMarkRow.form: form}
    for column, value in same.items():
        if value:
            wanted = wanted.where(column == value)
    rows = session.scalars(wanted).all()
    known = {number: form_of(session, number) for number in {row.form for row in rows}}
    return [_mark(row, found) for row in rows if (found := known[row.form])]


@dataclass(frozen=True)
class Calibration:
    """How far reviewers of the same calls agree, by question, and how far apart their points are."""

    calls: int
    questions: Sequence[Agreement]
    spread: float | None


def calibration(session: Session, form: QualityForm) -> Calibration:
    """Return how far reviewers agree who marked the same calls by a form."""
    ordered = sorted(marks(session, form=form.number), key=lambda mark: mark.call_sid)
    of_calls = [list(each) for _, each in groupby(ordered, key=lambda mark: mark.call_sid)]
    twice = [call for call in of_calls if len(call) > 1]
    points = [[mark.score for mark in call if mark.score is not None] for call in twice]
    return Calibration(len(twice), agreement(form, [[mark.given for mark in call] for call in twice]), spread(points))


def _form(row: QualityFormRow) -> QualityForm:
    return QualityForm(row.name, loaded(row.questions), row.version, row.number)


def _mark(row: QualityMarkRow, form: QualityForm) -> Mark:
    try:
        given = tuple(codec.load(Given, each) for each in json.loads(row.answers))
    except (ValueError, codec.Unreadable):  # its key is gone
        given = tuple(Given("na", "can't be read") for _ in form.questions)
    state: State = row.state  # type: ignore[assignment]
    return Mark(row.call_sid, form, row.who, row.agent, row.at, row.score, given, state, row.reply, row.replied_at)
