"""Write and read the rows of text messages, in the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

import structlog
from sqlalchemy import select, update

from ivr.identifiers import block_of
from ivr.messaging.opt_outs import BY_TWILIO, index_of, opt_out
from ivr.messaging.order import Order
from ivr.messaging.tables import TextMessageRow
from ivr.messaging.twilio_errors import OPTED_OUT, is_ours, reason_of
from ivr.storage import Rows, connection_of
from ivr.storage.conflict import insert_new

SENDING, REFUSED = "sending", "refused"
PROGRESS = ("sending", "accepted", "scheduled", "queued", "sent", "delivered", "read")
FAILED = frozenset({"undelivered", "failed", "canceled", "refused"})
REF_BYTES = 16

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class SentText:
    """A text message as the call's page shows it."""

    id: int
    ref: str
    to: str
    language: str
    body: str
    status: str
    reason: str
    error: int | None
    sid: str
    maybe_twice: bool
    at: datetime


_PARTS = tuple(getattr(TextMessageRow, part.name) for part in fields(SentText))


def indexes_of(rows: Rows, number: str) -> dict[str, bytes]:
    """Return the blind indexes of a number and of its block."""
    return {"to_index": index_of(rows, number), "block_index": index_of(rows, block_of(number))}


def of_key(rows: Rows, key: str) -> SentText | None:
    """Return the message that a command asked for, or None when it is the first time it is tried."""
    row = connection_of(rows).execute(select(*_PARTS).where(TextMessageRow.key == key)).mappings().one_or_none()
    return SentText(**row) if row else None


def texts_of(rows: Rows, call_sid: str) -> Sequence[SentText]:
    """Return the messages of a call, the oldest first."""
    found = select(*_PARTS).where(TextMessageRow.call_sid == call_sid).order_by(TextMessageRow.id)
    return [SentText(**row) for row in connection_of(rows).execute(found).mappings()]


def is_known_landline(rows: Rows, number: str) -> bool:
    """Tell whether the last message to this number failed because it is a landline."""
    newest = select(TextMessageRow.reason).where(TextMessageRow.to_index == index_of(rows, number))
    return connection_of(rows).scalar(newest.order_by(TextMessageRow.id.desc()).limit(1)) == "landline"


def keep(rows: Rows, key: str, order: Order, body: str, at: datetime) -> str:
    """Write down a message that is about to be sent; return its ref."""
    ref = token_urlsafe(REF_BYTES)
    row: dict[str, Any] = {
        "key": key,
        "ref": ref,
        "call_sid": order.call_sid,
        "to": order.to,
        "language": order.language,
        "body": body,
        "status": SENDING,
        "reason": "",
        "error": None,
        "sid": "",
        "maybe_twice": False,
        "at": at,
        "updated_at": at,
    }
    insert_new(rows, TextMessageRow, row | indexes_of(rows, order.to))
    return ref


def change(rows: Rows, ref: str, at: datetime, **values: Any) -> None:
    """Give the row of a message new values."""
    which = update(TextMessageRow).where(TextMessageRow.ref == ref)
    connection_of(rows).execute(which.values(updated_at=at, **values))


def are_ours(rows: Rows, sids: Collection[str]) -> frozenset[str]:
    """Return which of Twilio's messages we already know by their SIDs."""
    found = select(TextMessageRow.sid).where(TextMessageRow.sid.in_(list(sids)))
    return frozenset(connection_of(rows).scalars(found))


def note_status(rows: Rows, ref: str, sid: str, status: str, error: int | None, at: datetime) -> bool:
    """Note what Twilio tells of a message; return False for one that we don't know.

    What it tells late, in any order, takes nothing back: a delivered message is not sent any more.
    """
    known = connection_of(rows).execute(
        select(TextMessageRow.status, TextMessageRow.sid, TextMessageRow.to).where(TextMessageRow.ref == ref)
    )
    row = known.one_or_none()
    if row is None or (row.sid and row.sid != sid):
        return False
    if not _is_later(row.status, status):
        return True
    change(rows, ref, at, sid=sid, status=status, error=error, reason=reason_of(error))
    if error == OPTED_OUT:
        opt_out(rows, row.to, BY_TWILIO, at)
    if is_ours(error):
        log.error("no text message comes through: our account or number at Twilio needs mending", code=error)
    return True


def _is_later(known: str, told: str) -> bool:
    if known in FAILED or known not in PROGRESS:
        return False
    return told in FAILED or (told in PROGRESS and PROGRESS.index(told) >= PROGRESS.index(known))
