"""Slow down who guesses passwords, and nobody else.

A try is counted before the password is looked at, so of many at once no more are. A browser in which somebody has
signed in before has tries of its own: what strangers do, also behind the same proxy, keeps its owner out of nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ivr.console.tables import SignInFailureRow
from ivr.storage.binding import keyring_of
from ivr.storage.locks import one_at_a_time

WINDOW = timedelta(minutes=15)
OF_NAME_AND_ADDRESS, OF_ADDRESS, OF_NAME, OF_BROWSER, OF_SESSION, OF_CODES = 5, 30, 100, 5, 5, 5
"""Wrong passwords in a quarter of an hour: for a name from an address, from an address, for a name from anywhere, from
a browser that its owner has used, of who changes a password, and codes of a second factor."""


def limits(name: str, address: str, browser: str) -> Mapping[str, int]:
    """Return what a try to sign in is counted on, and how many may fail; `browser` is "" for an unknown one."""
    if browser:
        return {f"browser {browser}": OF_BROWSER}
    return {f"name {name} at {address}": OF_NAME_AND_ADDRESS, f"address {address}": OF_ADDRESS, f"name {name}": OF_NAME}


def take_try(session: Session, limits: Mapping[str, int], now: datetime) -> tuple[int, ...] | None:
    """Count a try, and return what takes it back; None, counting nothing, when too many failed before."""
    index = keyring_of(session.get_bind().dialect).blind_index
    subjects = {index(subject): limit for subject, limit in limits.items()}
    one_at_a_time(session.connection(), subjects)
    session.execute(delete(SignInFailureRow).where(SignInFailureRow.at < now - WINDOW))
    of = (SignInFailureRow.subject.in_(subjects), SignInFailureRow.at > now - WINDOW)
    counted = select(SignInFailureRow.subject, func.count()).where(*of).group_by(SignInFailureRow.subject)
    failures = {bytes(subject): count for subject, count in session.execute(counted)}
    if any(failures.get(subject, 0) >= limit for subject, limit in subjects.items()):
        return None
    rows = [SignInFailureRow(subject=subject, at=now) for subject in subjects]
    session.add_all(rows)
    session.flush()
    return tuple(row.id for row in rows)


def take_back(session: Session, tries: tuple[int, ...]) -> None:
    """Count a try no more: it did not fail."""
    session.execute(delete(SignInFailureRow).where(SignInFailureRow.id.in_(tries)))
