"""What a number's owner wants of us: text messages, calls that we make, recordings. All are on at first.

A wish stands until it is taken back. It is kept by the number's blind index only, and outlives an erasure.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from ivr.messaging import is_opted_out, opt_in, opt_out
from ivr.outbound import do_not_call, is_do_not_call
from ivr.outbound.do_not_call import may_call_again
from ivr.privacy.tables import DoNotRecordRow
from ivr.storage import Json, Rows, connection_of
from ivr.storage.binding import keyring_of
from ivr.storage.conflict import insert_or_update

WISHES = ("texts", "calls", "recordings")
BY_TEXT = "text"
"""How we know of a number that is not called since it has written a word for stop."""


def wishes_of(rows: Rows, number: str) -> Mapping[str, bool]:
    """Return for each of WISHES whether a number has it on."""
    off = (is_opted_out(rows, number), is_do_not_call(rows, number), is_do_not_record(rows, number))
    return {wish: not is_off for wish, is_off in zip(WISHES, off, strict=True)}


def set_wish(rows: Rows, number: str, wish: str, is_on: bool, how: str, at: datetime) -> None:
    """Turn one of WISHES on or off; `how` says in a word how we know."""
    match wish, is_on:
        case "texts", _:
            (opt_in if is_on else opt_out)(rows, number, how, at)
        case "calls", True:
            may_call_again(rows, number)
        case "calls", False:
            do_not_call(rows, number, how, at)
        case "recordings", True:
            connection_of(rows).execute(
                delete(DoNotRecordRow).where(DoNotRecordRow.number_index == _index(rows, number))
            )
        case "recordings", False:
            row = {"number_index": _index(rows, number), "how": how, "at": at}
            insert_or_update(rows, DoNotRecordRow, ("number_index",), row)
        case _:
            raise ValueError(f"{wish} is none of {', '.join(WISHES)}")


def stop_all(rows: Rows, number: str, at: datetime, *, word: str) -> None:
    """Send no texts and make no calls to who has written a word for stop; a wish about calls that stands is kept."""
    opt_out(rows, number, word, at)
    if not is_do_not_call(rows, number):
        do_not_call(rows, number, BY_TEXT, at)


def take_stop_back(rows: Rows, number: str, word: str, at: datetime) -> None:
    """Send texts again, and call again where only that word had ended the calls."""
    opt_in(rows, number, word, at)
    may_call_again(rows, number, BY_TEXT)


def is_do_not_record(rows: Rows, number: str) -> bool:
    """Tell whether no sound of this number's calls may be kept."""
    found = select(DoNotRecordRow.number_index).where(DoNotRecordRow.number_index == _index(rows, number))
    return connection_of(rows).execute(found).first() is not None


def write_do_not_record(rows: Rows, payload: Json, at: datetime) -> None:
    """Do the command: of what the caller of `caller` says no sound is kept any more."""
    told = payload if isinstance(payload, dict) else {}
    if isinstance(told.get("caller"), str):
        set_wish(rows, str(told["caller"]), "recordings", False, "asked", at)


def _index(rows: Rows, number: str) -> bytes:
    return keyring_of(connection_of(rows).dialect).blind_index(number)
