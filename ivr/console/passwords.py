"""Hash passwords, bounded in memory and threads, and tell which ones are too easy to guess.

argon2id with the least parameters that OWASP recommends (19 MiB, two passes): two at once take 38 MiB of a process.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST, LONGEST = 12, 200
STRONG = 4
"""Of zxcvbn's scores from 0 to 4: more than 10**10 guesses."""

SHORT = f"Use {SHORTEST} characters or more: a few words in a row do."
EASY = "That is too easy to guess. Add another word or two; uncommon words are better."

LOOKED_AT = 72
AT_ONCE, PLACES = 2, 4
"""Passwords that a process hashes at once, and those that wait with them: its other threads are for Twilio."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_nobodys_hash = _hasher.hash(secrets.token_urlsafe())
_places, _hashing = BoundedSemaphore(PLACES), BoundedSemaphore(AT_ONCE)


class TooManySignIns(Exception):
    """Say that so many passwords are being checked that another one has to come later."""


def hashed(password: str) -> str:
    """Return what is stored of a password. Raises TooManySignIns."""
    with _place():
        return _hasher.hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Tell whether this is the password; where there is none it takes as long. Raises TooManySignIns."""
    with _place():
        try:
            return _hasher.verify(password_hash or _nobodys_hash, password) and bool(password_hash)
        except (VerifyMismatchError, InvalidHashError):
            return False


def is_outdated(password_hash: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def weakness(password: str, known: Iterable[str] = ()) -> str:
    """Return why a password is too easy to guess, "" when it is not; `known` are words that a guesser tries first.

    zxcvbn looks for words, names, dates, keyboard rows, and 30,000 passwords of data breaches. Blanks are left out in
    a second look: they hide known words from it.
    """
    if len(password) < SHORTEST:
        return SHORT
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # its lists of words are large, and rarely needed

    words = [word for word in known if word]
    looks = [zxcvbn(each[:LOOKED_AT], words) for each in (password, "".join(password.split())) if each]
    weakest = min(looks, key=lambda look: look["guesses"])
    return "" if weakest["score"] >= STRONG else weakest["feedback"]["warning"] or EASY


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise TooManySignIns
    try:
        with _hashing:
            yield
    finally:
        _places.release()
