"""Sessions in browsers, kept on the server: one that is ended there is over, whoever has its cookie."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ivr.console.accounts import Supervisor, supervisor
from ivr.console.tables import ConsoleSessionRow, SupervisorRow

IDLE, LONGEST = timedelta(hours=1), timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
"""How exactly we keep when a session was last used: not each page is worth a write."""

BROWSER_LETTERS = 120


@dataclass(frozen=True)
class ConsoleSession:
    """A session as its owner sees it."""

    id: int
    browser: str
    created_at: datetime
    seen_at: datetime


def open_session(session: Session, who: Supervisor, browser: str, now: datetime) -> Supervisor:
    """Begin a session, and forget those that are over; return whose it is, with what the browser keeps."""
    session.execute(delete(ConsoleSessionRow).where(_over(now)))
    token = secrets.token_urlsafe(32)
    named = "".join(filter(str.isprintable, browser))[:BROWSER_LETTERS]
    row = ConsoleSessionRow(token=_hash(token), supervisor_id=who.id, browser=named, created_at=now, seen_at=now)
    session.add(row)
    session.flush()
    return replace(who, session=row.id, token=token)


def by_token(session: Session, token: str, now: datetime) -> tuple[Supervisor, bool] | None:
    """Return whose session this is, and whether it is time to note that it is used; None when it is over."""
    wanted = (ConsoleSessionRow.token == _hash(token), ~_over(now), SupervisorRow.disabled_at.is_(None))
    joined = select(ConsoleSessionRow, SupervisorRow).join(
        SupervisorRow, SupervisorRow.id == ConsoleSessionRow.supervisor_id
    )
    found = session.execute(joined.where(*wanted)).one_or_none()
    if found is None:
        return None
    row, account = found
    return replace(supervisor(account), session=row.id, token=token), row.seen_at < now - SEEN_EVERY


def note_use(session: Session, session_id: int, now: datetime) -> None:
    """Note that a session is used."""
    session.execute(update(ConsoleSessionRow).where(ConsoleSessionRow.id == session_id).values(seen_at=now))


def sessions_of(session: Session, supervisor_id: int, now: datetime) -> list[ConsoleSession]:
    """Return somebody's sessions, the one used last first."""
    own = select(ConsoleSessionRow).where(ConsoleSessionRow.supervisor_id == supervisor_id, ~_over(now))
    rows = session.scalars(own.order_by(ConsoleSessionRow.seen_at.desc(), ConsoleSessionRow.id.desc()))
    return [ConsoleSession(row.id, row.browser, row.created_at, row.seen_at) for row in rows]


def end_session(session: Session, supervisor_id: int, session_id: int) -> None:
    """End a session, if it is this supervisor's."""
    own = (ConsoleSessionRow.id == session_id, ConsoleSessionRow.supervisor_id == supervisor_id)
    session.execute(delete(ConsoleSessionRow).where(*own))


def _over(now: datetime):  # type: ignore[no-untyped-def]
    return (ConsoleSessionRow.seen_at < now - IDLE) | (ConsoleSessionRow.created_at < now - LONGEST)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
