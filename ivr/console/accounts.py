"""Those who may sign in: making them, knowing them by their password, changing it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask_login import UserMixin
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ivr.console.tables import SupervisorRow

SHORTEST = 12
_hasher = PasswordHasher()
_nobodys_hash = _hasher.hash(secrets.token_urlsafe())


@dataclass(frozen=True)
class Supervisor(UserMixin):  # type: ignore[misc]
    """Somebody who has signed in."""

    id: int
    name: str
    must_change: bool
    session_key: str

    def get_id(self) -> str:
        """Return what the session remembers; a new password makes it worthless."""
        return f"{self.id}:{self.session_key}"


def add_administrator(session: Session, now: datetime, name: str = "admin") -> str | None:
    """Make the first account and return its one-time password; None when there is an account already."""
    if session.scalar(select(SupervisorRow.id).limit(1)) is not None:
        return None
    password = secrets.token_urlsafe(12)
    session.add(
        SupervisorRow(
            name=name,
            password_hash=_hasher.hash(password),
            must_change=True,
            session_key=secrets.token_urlsafe(16),
            created_at=now,
        )
    )
    return password


def reset_password(session: Session, name: str) -> str | None:
    """Give somebody a new one-time password and return it; None when nobody has this name."""
    row = session.scalar(select(SupervisorRow).where(SupervisorRow.name == name))
    if row is None:
        return None
    password = secrets.token_urlsafe(12)
    _set_password(session, row.id, password, must_change=True)
    return password


def by_password(session: Session, name: str, password: str) -> Supervisor | None:
    """Return who has this name and password; an unknown name takes as long as a wrong password."""
    row = session.scalar(select(SupervisorRow).where(SupervisorRow.name == name))
    fits = _fits(row.password_hash if row else _nobodys_hash, password)
    return _supervisor(row) if row and fits else None


def by_session(session: Session, remembered: str) -> Supervisor | None:
    """Return whose session this is, or None when it ended with a new password."""
    id_, _, key = remembered.partition(":")
    row = session.get(SupervisorRow, int(id_)) if id_.isdigit() else None
    return _supervisor(row) if row and secrets.compare_digest(row.session_key, key) else None


def change_password(session: Session, supervisor_id: int, password: str) -> Supervisor:
    """Give a new password, and end all other sessions."""
    _set_password(session, supervisor_id, password, must_change=False)
    return _supervisor(session.get_one(SupervisorRow, supervisor_id))


def _set_password(session: Session, supervisor_id: int, password: str, *, must_change: bool) -> None:
    values = {
        "password_hash": _hasher.hash(password),
        "must_change": must_change,
        "session_key": secrets.token_urlsafe(16),
    }
    session.execute(update(SupervisorRow).where(SupervisorRow.id == supervisor_id).values(values))


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _supervisor(row: SupervisorRow) -> Supervisor:
    return Supervisor(row.id, row.name, row.must_change, row.session_key)
