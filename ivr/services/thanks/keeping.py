"""Keep thanks, list those of a year, and count them by centre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, func, select, update

from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.outbox.rows import turn_of
from ivr.services.service import Context
from ivr.services.thanks.tables import ThanksRow
from ivr.storage import Json, Rows, connection_of
from ivr.storage.conflict import insert_new

BEFORE_KEPT = 1
"""Words were said this many turns before they are kept: in between, whether others may hear them. A message is kept at
once."""

WRITTEN = {
    "at_centre": "somebody at a service centre",
    "by_phone": "somebody on the phone",
    "courier": "a courier",
}
"""What supervisors read of whom somebody thanked by a key."""


@dataclass(frozen=True)
class Thanks:
    """Somebody's thanks, and what was made of them."""

    key: str
    call_sid: str
    turn: int
    words: str
    may_hear: bool
    staff: str
    centre: str
    at: datetime


def open_keeping(context: Context) -> Do:
    """Return what keeps the thanks of a call, once."""

    def keep(payload: Json, key: str) -> Json:
        told = payload if isinstance(payload, dict) else {}
        words = told.get("thanks_words")
        if not isinstance(words, str) or not words:
            raise Refused("invalid")
        has_message = bool(told.get("thanks_message"))
        row = {
            "key": key,
            "call_sid": key.partition(":")[0],
            "turn": (turn_of(key) or 0) - (0 if has_message else BEFORE_KEPT),
            "language": str(told.get("language") or ""),
            "words": _by_keys(words, str(told.get("thanks_where") or "")),
            "may_hear": has_message or told.get("thanks_may_hear") is True,
            "staff": None,
            "centre": "",
            "named_by": "",
            "at": context.now(),
        }
        with context.database.writing_rows() as rows:
            insert_new(rows, ThanksRow, row)
        return {}

    return keep


def thanks_of(rows: Rows, year: int) -> Sequence[Thanks]:
    """Return the thanks of a year, the newest first."""
    row = ThanksRow
    parts = (row.key, row.call_sid, row.turn, row.words, row.may_hear, row.staff, row.centre, row.at)
    found = connection_of(rows).execute(select(*parts).where(_in(year)).order_by(row.at.desc()))
    return [Thanks(*one[:5], one.staff or "", *one[6:]) for one in found]


def count_by_centre(rows: Rows, year: int) -> Sequence[tuple[str, int]]:
    """Return how many thanks of a year each centre has, the most first; "" for those of none that is known."""
    row = ThanksRow
    count = func.count()
    found = select(row.centre, count).where(_in(year)).group_by(row.centre).order_by(count.desc(), row.centre)
    return [(centre, number) for centre, number in connection_of(rows).execute(found)]


def name_staff(rows: Rows, key: str, staff: str, centre: str, by: str) -> bool:
    """Note who is thanked, and of which centre; return False where there are no such thanks."""
    named = {"staff": staff, "centre": centre, "named_by": by}
    changed = update(ThanksRow).where(ThanksRow.key == key).values(named)
    return connection_of(rows).execute(changed).rowcount > 0


def _by_keys(words: str, postcode: str) -> str:
    """Return what is kept of thanks by keys: who and where; words that were said are kept as they are."""
    if words not in WRITTEN:
        return words
    return f"(by keys) {WRITTEN[words]}{f', postcode {postcode}' if postcode else ''}"


def _in(year: int) -> ColumnElement[bool]:
    return ThanksRow.at.between(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))
