"""Keep which numbers are not called any more."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from ivr.outbound.tables import DoNotCallRow
from ivr.storage import Json, Rows, connection_of
from ivr.storage.binding import keyring_of
from ivr.storage.conflict import insert_or_update

_FOUND = select(DoNotCallRow.number_index).where(DoNotCallRow.number_index == bindparam("number"))


def do_not_call(rows: Rows, number: str, how: str, at: datetime) -> None:
    """Call this number no more; `how` says in a word how we know."""
    row = {"number_index": _index(rows, number), "how": how, "at": at}
    insert_or_update(rows, DoNotCallRow, ("number_index",), row)


def may_call_again(rows: Rows, number: str, how: str = "") -> None:
    """Take the wish back; with `how` only one that we know of in this way."""
    which = delete(DoNotCallRow).where(DoNotCallRow.number_index == _index(rows, number))
    connection_of(rows).execute(which.where(DoNotCallRow.how == how) if how else which)


def is_do_not_call(rows: Rows, number: str) -> bool:
    """Tell whether this number is not to be called."""
    return connection_of(rows).execute(_FOUND, {"number": _index(rows, number)}).first() is not None


def write_do_not_call(rows: Rows, payload: Json, at: datetime) -> None:
    """Do the command: the caller of `caller` is not called any more."""
    told = payload if isinstance(payload, dict) else {}
    if isinstance(told.get("caller"), str):
        do_not_call(rows, str(told["caller"]), str(told.get("news_wanted") or "asked"), at)


def _index(rows: Rows, number: str) -> bytes:
    return keyring_of(connection_of(rows).dialect).blind_index(number)
