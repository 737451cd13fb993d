"""Keep which numbers said stop."""

from datetime import datetime

from sqlalchemy import select

from ivr.messaging.tables import OptOutRow
from ivr.storage import Keyring, Rows, connection_of
from ivr.storage.binding import keyring_of
from ivr.storage.conflict import insert_or_update

BY_TWILIO = "21610"
"""Stands for the word where Twilio knew of the stop, and we did not."""


def opt_out(rows: Rows, number: str, word: str, at: datetime) -> None:
    """Send this number nothing more."""
    _keep(rows, number, True, word, at)


def opt_in(rows: Rows, number: str, word: str, at: datetime) -> None:
    """Send this number messages again."""
    _keep(rows, number, False, word, at)


def is_opted_out(rows: Rows, number: str) -> bool:
    """Tell whether this number said stop last."""
    said = select(OptOutRow.is_out).where(OptOutRow.number_index == index_of(rows, number))
    return bool(connection_of(rows).scalar(said))


def index_of(rows: Rows, number: str) -> bytes:
    """Return the blind index of a number."""
    keyring: Keyring = keyring_of(connection_of(rows).dialect)
    return keyring.blind_index(number)


def _keep(rows: Rows, number: str, is_out: bool, word: str, at: datetime) -> None:
    row = {"number_index": index_of(rows, number), "is_out": is_out, "word": word, "at": at}
    insert_or_update(rows, OptOutRow, ("number_index",), row)
