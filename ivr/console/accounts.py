"""Those who may sign in: making and inviting them, knowing them by their password, changing it, disabling them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_login import UserMixin
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from ivr.calls import WHOLE, Scope
from ivr.console.passwords import fits, hashed, is_outdated
from ivr.console.roles import Role
from ivr.console.tables import ConsoleSessionRow, SupervisorRow
from ivr.refusals import Refusal

INVITED_FOR = timedelta(days=3)
ADMINISTRATOR: Role = "administrator"


@dataclass(frozen=True)
class Supervisor(UserMixin):  # type: ignore[misc]
    """Somebody who has signed in; `session` is the number of the session, `token` what the browser keeps of it."""

    id: int
    name: str
    role: str
    must_change: bool
    second_factor: bool = False
    session: int = 0
    token: str = ""
    scope: Scope = WHOLE
    language: str = ""

    def get_id(self) -> str:
        """Return what the browser's cookie holds."""
        return self.token


@dataclass(frozen=True)
class Account:
    """An account as the page of accounts shows it."""

    id: int
    name: str
    role: str
    disabled: bool
    invited: bool
    second_factor: bool
    scope: Scope = WHOLE
    answers_at: bytes | None = None


class LastAdministrator(Refusal):
    """Say that nobody would be left to keep the accounts."""


def add_administrator(session: Session, now: datetime, name: str = "admin") -> str | None:
    """Make the first account and return its one-time password; None when there is an account already."""
    if session.scalar(select(SupervisorRow.id).limit(1)) is not None:
        return None
    password = secrets.token_urlsafe(12)
    row = SupervisorRow(name=name, role=ADMINISTRATOR, password_hash=hashed(password), must_change=True, created_at=now)
    session.add(row)
    return password


def reset_password(session: Session, name: str) -> str | None:
    """Give somebody a new one-time password and return it; None when nobody has this name. Their sessions end.

    Their second factor is gone: who runs this command has the machine.
    """
    row = session.scalar(select(SupervisorRow).where(SupervisorRow.name == name))
    if row is None:
        return None
    password = secrets.token_urlsafe(12)
    row.second_factor = None
    _set_password(session, row.id, password, must_change=True)
    return password


def by_password(session: Session, name: str, password: str) -> Supervisor | None:
    """Return who has this name and password; an unknown name takes as long as a wrong password.

    Raises:
        TooManySignIns: it was not looked at.
    """
    row = session.scalar(select(SupervisorRow).where(SupervisorRow.name == name))
    good = fits(row.password_hash if row else "", password)
    return supervisor(row) if row and good and row.disabled_at is None else None


def renew_hash(session: Session, supervisor_id: int, password: str) -> None:
    """Hash a password anew that was hashed with other parameters."""
    row = session.get_one(SupervisorRow, supervisor_id)
    if is_outdated(row.password_hash):
        row.password_hash = hashed(password)


def by_id(session: Session, supervisor_id: int) -> Supervisor:
    """Return somebody who has an account."""
    return supervisor(session.get_one(SupervisorRow, supervisor_id))


def has_password(session: Session, supervisor_id: int, password: str) -> bool:
    """Tell whether this is somebody's password."""
    return fits(session.get_one(SupervisorRow, supervisor_id).password_hash, password)


def change_password(session: Session, supervisor_id: int, password: str) -> Supervisor:
    """Give a new password, and end all sessions."""
    _set_password(session, supervisor_id, password, must_change=False)
    return supervisor(session.get_one(SupervisorRow, supervisor_id))


def accounts(session: Session) -> list[Account]:
    """Return all accounts by name."""
    rows = session.scalars(select(SupervisorRow).order_by(SupervisorRow.name))
    return [_account(row) for row in rows]


def invite(session: Session, name: str, role: Role, now: datetime) -> str | None:
    """Make an account without a password and return the secret of its invitation; None when the name is taken."""
    if session.scalar(select(SupervisorRow.id).where(func.lower(SupervisorRow.name) == name.lower())) is not None:
        return None
    row = SupervisorRow(name=name, role=role, password_hash="", must_change=False, created_at=now)
    session.add(row)
    session.flush()
    return invite_again(session, row.id, now)


def invite_again(session: Session, supervisor_id: int, now: datetime) -> str:
    """Return a new secret for somebody without a password, or who has lost it; an older one works no more."""
    secret = secrets.token_urlsafe(32)
    row = session.get_one(SupervisorRow, supervisor_id)
    row.invitation, row.invited_until = _hash(secret), now + INVITED_FOR
    return secret


def invited(session: Session, secret: str, now: datetime) -> Supervisor | None:
    """Return whom an invitation is for, None when it is used, old or made up."""
    row = session.scalar(select(SupervisorRow).where(SupervisorRow.invitation == _hash(secret)))
    usable = row and row.disabled_at is None and row.invited_until and row.invited_until > now
    return supervisor(row) if row and usable else None


def set_role(session: Session, supervisor_id: int, role: Role) -> None:
    """Give somebody another role, at once. Raises LastAdministrator."""
    if role != ADMINISTRATOR:
        _refuse_last(session, supervisor_id)
    row = session.get_one(SupervisorRow, supervisor_id)
    row.role = role
    if role == ADMINISTRATOR:
        row.regions = row.queues = ""


def set_scope(session: Session, supervisor_id: int, scope: Scope) -> bool:
    """Let somebody see only calls of some regions and queues, at once; False for administrators, who see all."""
    row = session.get_one(SupervisorRow, supervisor_id)
    if row.role == ADMINISTRATOR and not scope.is_whole:
        return False
    row.regions, row.queues = ",".join(scope.regions), ",".join(scope.queues)
    return True


def set_language(session: Session, supervisor_id: int, language: str) -> None:
    """Give somebody pages in a language; nothing leaves it to the browser."""
    session.get_one(SupervisorRow, supervisor_id).language = language


def set_phone(session: Session, supervisor_id: int, agent: bytes | None) -> None:
    """Say at which of the agents' numbers somebody answers callers; whoever had it before has it no more."""
    if agent:
        session.execute(update(SupervisorRow).where(SupervisorRow.answers_at == agent).values(answers_at=None))
    session.get_one(SupervisorRow, supervisor_id).answers_at = agent


def disable(session: Session, supervisor_id: int, now: datetime) -> None:
    """Let somebody in no more, and end their sessions at once. Raises LastAdministrator."""
    _refuse_last(session, supervisor_id)
    session.get_one(SupervisorRow, supervisor_id).disabled_at = now
    _end_sessions(session, supervisor_id)


def enable(session: Session, supervisor_id: int) -> None:
    """Let somebody in again."""
    session.get_one(SupervisorRow, supervisor_id).disabled_at = None


def supervisor(row: SupervisorRow) -> Supervisor:
    """Return an account as somebody who signs in."""
    has_factor = row.second_factor is not None
    return Supervisor(
        row.id, row.name, row.role, row.must_change, has_factor, scope=scope_of(row), language=row.language
    )


def scope_of(row: SupervisorRow) -> Scope:
    """Return which calls an account sees."""
    return Scope(listed(row.regions), listed(row.queues))


def listed(text: str) -> tuple[str, ...]:
    """Return the names in a text with commas between."""
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _account(row: SupervisorRow) -> Account:
    disabled, invited, second_factor = row.disabled_at is not None, not row.password_hash, row.second_factor is not None
    return Account(row.id, row.name, row.role, disabled, invited, second_factor, scope_of(row), row.answers_at)


def _refuse_last(session: Session, supervisor_id: int) -> None:
    others = (SupervisorRow.id != supervisor_id, SupervisorRow.role == ADMINISTRATOR)
    active = (SupervisorRow.disabled_at.is_(None), SupervisorRow.password_hash != "")
    if session.scalar(select(SupervisorRow.id).where(*others, *active).limit(1)) is None:
        raise LastAdministrator("One administrator must be left: make somebody else one first.")


def _set_password(session: Session, supervisor_id: int, password: str, *, must_change: bool) -> None:
    values = {"password_hash": hashed(password), "must_change": must_change, "invitation": None, "invited_until": None}
    session.execute(update(SupervisorRow).where(SupervisorRow.id == supervisor_id).values(values))
    _end_sessions(session, supervisor_id)


def _end_sessions(session: Session, supervisor_id: int) -> None:
    session.execute(delete(ConsoleSessionRow).where(ConsoleSessionRow.supervisor_id == supervisor_id))


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
