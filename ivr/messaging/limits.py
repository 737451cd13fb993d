"""Bound how many text messages are sent, so that nobody is flooded and nobody earns by having us send.

"SMS pumping" asks for messages to many numbers of one block, whose owner is paid for each: hence a limit for a block.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from ivr.messaging.tables import TextMessageRow
from ivr.storage import Rows, connection_of

DAY = timedelta(days=1)
LOCK = b"messages"
"""What transactions hold while they count messages, one after the other."""


@dataclass(frozen=True)
class Limits:
    """How many messages a number, a block of numbers and all of them may get in 24 hours, and be sent in one call."""

    number: int = 5
    block: int = 50
    total: int = 1000
    call: int = 3


def exceeded(rows: Rows, limits: Limits, who: Mapping[str, bytes], call_sid: str, now: datetime) -> str:
    """Return which limit one more message would break, "" for none; `who` has the indexes of number and block.

    All that was tried counts, whatever became of it.
    """
    row, since = TextMessageRow, TextMessageRow.at > now - DAY
    bounds: tuple[tuple[str, int, tuple[ColumnElement[bool], ...]], ...] = (
        ("call", limits.call if call_sid else 0, (row.call_sid == call_sid,)),
        ("number", limits.number, (row.to_index == who["to_index"], since)),
        ("block", limits.block, (row.block_index == who["block_index"], since)),
        ("total", limits.total, (since,)),
    )
    for name, most, where in bounds:
        if (most or name != "call") and _count(rows, where, most) >= most:
            return name
    return ""


def _count(rows: Rows, where: tuple[ColumnElement[bool], ...], most: int) -> int:
    """Return how many there are, counted up to `most`."""
    found = select(TextMessageRow.id).where(*where).limit(most).subquery()
    return connection_of(rows).scalar(select(func.count()).select_from(found)) or 0
