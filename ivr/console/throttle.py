"""Slow down who guesses passwords: a name or an address that failed too often must wait."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from ivr.console.tables import SignInFailureRow
from ivr.storage.columns import keyring_of

WINDOW = timedelta(minutes=15)
FAILURES_OF_NAME, FAILURES_OF_ADDRESS = 5, 30


def must_wait(session: Session, name: str, address: str, now: datetime) -> bool:
    """Tell whether this name or this address has failed too often in the last quarter of an hour."""
    of_name = _failures(session, f"name {name}", now) >= FAILURES_OF_NAME
    return of_name or _failures(session, f"address {address}", now) >= FAILURES_OF_ADDRESS


def note_failure(session: Session, name: str, address: str, now: datetime) -> None:
    """Count a failed sign-in, and forget those that count no more."""
    session.execute(delete(SignInFailureRow).where(SignInFailureRow.at < now - WINDOW))
    for subject in (f"name {name}", f"address {address}"):
        session.execute(insert(SignInFailureRow).values(subject=_index(session, subject), at=now))


def _failures(session: Session, subject: str, now: datetime) -> int:
    recent = (SignInFailureRow.subject == _index(session, subject), SignInFailureRow.at > now - WINDOW)
    return session.scalar(select(func.count()).select_from(SignInFailureRow).where(*recent)) or 0


def _index(session: Session, subject: str) -> bytes:
    return keyring_of(session.get_bind().dialect).blind_index(subject)
