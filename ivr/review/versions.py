"""Publish what supervisors changed, in two steps: a version is made and checked, then put to use; and taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from ivr.outbox import enqueue
from ivr.refusals import Refusal
from ivr.review import audit
from ivr.review.content import Content, dumped, loaded, merged
from ivr.review.drafts import described, drafts
from ivr.review.locking import alone
from ivr.review.tables import DraftRow, PublicationRow, VersionRow
from ivr.storage import Rows, connection_of

CHECK = "check_version"
"""The kind of command that has a version checked."""

Status = Literal["checking", "ready", "failed"]


class NotPublished(Refusal):
    """Say why a version was not put to use, and what to do."""


@dataclass(frozen=True)
class Version:
    """A version, how far its checks are, and what they found."""

    number: int
    base: int
    content: Content
    changes: Content
    status: Status
    step: str
    done: int
    of: int
    report: Mapping[str, Any]
    who: str
    at: datetime


@dataclass(frozen=True)
class Publication:
    """Which version is in use since when, and who did it. Number 0 is a hotline where nothing was ever published."""

    number: int
    version: int
    who: str = ""
    at: datetime | None = None


def start_check(session: Session, who: str, at: datetime) -> int | None:
    """Make a version of all that waits, and have it checked; return its number, None where nothing waits."""
    alone(session)
    waiting, base = drafts(session), published(session).version
    if not waiting:
        return None
    changes = tuple(draft.change for draft in waiting)
    values = {
        "base": base,
        "content": dumped(merged(content_of(session, base), changes)),
        "changes": dumped(changes),
        "drafts": json.dumps([draft.id for draft in waiting]),
        "status": "checking",
        "step": "waiting",
        "done": 0,
        "of": 0,
        "report": "{}",
        "who": who,
        "at": at,
    }
    number = session.execute(insert(VersionRow).values(values).returning(VersionRow.number)).scalar_one()
    enqueue(session, f"version:{number}", CHECK, {"version": number}, at)
    audit.note(session, who, "check", f"version {number}: {'; '.join(map(described, changes))}", at)
    return number


def progress(rows: Rows, number: int, step: str, done: int = 0, of: int = 0) -> None:
    """Note how far the checks of a version are."""
    _set(rows, number, step=step, done=done, of=of)


def finish(rows: Rows, number: int, status: Status, report: Mapping[str, Any]) -> None:
    """Note what the checks found."""
    _set(rows, number, status=status, report=json.dumps(report, ensure_ascii=False), step="")


def publish(session: Session, number: int, who: str, at: datetime) -> Publication:
    """Put a version to use that was checked and found good. Raises NotPublished."""
    alone(session)
    row, now = session.get(VersionRow, number), published(session)
    if row is None or row.status != "ready":
        raise NotPublished("This version was not found good: look at what its checks say.")
    if row.base != now.version:
        raise NotPublished(
            "%(who)s has published version %(version)s meanwhile: check yours again, on top of that one.",
            who=now.who,
            version=now.version,
        )
    session.execute(delete(DraftRow).where(DraftRow.id.in_(json.loads(row.drafts))))
    return _put_to_use(session, now.number + 1, number, who, at, "publish")


def take_back(session: Session, who: str, at: datetime) -> Publication:
    """Put the version to use again that the present one was made on. Raises NotPublished."""
    alone(session)
    now = published(session)
    row = session.get(VersionRow, now.version)
    if row is None:
        raise NotPublished("There is nothing to take back: the hotline goes by its files alone.")
    return _put_to_use(session, now.number + 1, row.base, who, at, "take back")


def published(rows: Rows) -> Publication:
    """Return what is in use."""
    shown = (PublicationRow.number, PublicationRow.version, PublicationRow.who, PublicationRow.at)
    row = connection_of(rows).execute(select(*shown).order_by(PublicationRow.number.desc()).limit(1)).first()
    return Publication(*row) if row else Publication(0, 0)


def in_use(session: Session, most: int) -> Sequence[tuple[Publication, datetime | None]]:
    """Return the newest publications, newest first, each with when the next one took its place."""
    rows = session.scalars(select(PublicationRow).order_by(PublicationRow.number.desc()).limit(most)).all()
    ends = [None, *(row.at for row in rows)]
    return [(Publication(row.number, row.version, row.who, row.at), end) for row, end in zip(rows, ends, strict=False)]


def content_of(rows: Rows, number: int) -> Content:
    """Return all that a version adds to the files; nothing for version 0."""
    found = connection_of(rows).scalar(select(VersionRow.content).where(VersionRow.number == number))
    return loaded(found) if found else ()


def version(session: Session, number: int) -> Version | None:
    """Return a version, or None."""
    row = session.get(VersionRow, number)
    return _version(row) if row else None


def versions(session: Session, most: int = 20) -> Sequence[Version]:
    """Return the newest versions, newest first."""
    found = session.scalars(select(VersionRow).order_by(VersionRow.number.desc()).limit(most))
    return [_version(row) for row in found]


def _put_to_use(session: Session, number: int, version: int, who: str, at: datetime, what: str) -> Publication:
    made = Publication(number, version, who, at)
    session.execute(insert(PublicationRow).values(**vars(made)))
    audit.note(session, who, what, f"version {version}", at)
    return made


def _set(rows: Rows, number: int, **values: Any) -> None:
    connection_of(rows).execute(update(VersionRow).where(VersionRow.number == number).values(**values))


def _version(row: VersionRow) -> Version:
    return Version(
        row.number,
        row.base,
        loaded(row.content),
        loaded(row.changes),
        row.status,  # type: ignore[arg-type]
        row.step,
        row.done,
        row.of,
        json.loads(row.report),
        row.who,
        row.at,
    )
