"""Keep a person's data from being erased or purged, for a reason, until a day."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from ivr.privacy.tables import LegalHoldRow
from ivr.refusals import Refusal
from ivr.storage import Rows, connection_of
from ivr.storage.conflict import insert_or_update


class BadHold(Refusal):
    """Say what a hold lacks."""


def hold(rows: Rows, subject: bytes, reason: str, until: datetime, by: str, at: datetime) -> None:
    """Hold a person's data; a hold that stands is replaced. Raises BadHold."""
    if not reason.strip():
        raise BadHold("Give the reason of the hold.")
    if until <= at:
        raise BadHold("Give a day in the future until which it stands.")
    row = {"subject": subject, "reason": reason.strip(), "until": until, "by": by, "at": at}
    insert_or_update(rows, LegalHoldRow, ("subject",), row)


def release(rows: Rows, subject: bytes) -> bool:
    """End a hold; return False when there is none."""
    which = delete(LegalHoldRow).where(LegalHoldRow.subject == subject)
    return connection_of(rows).execute(which).rowcount == 1


def holds(rows: Rows, now: datetime) -> Sequence[tuple[datetime, str, str]]:
    """Return the holds that stand: until when, why, by whom."""
    standing = select(LegalHoldRow.until, LegalHoldRow.reason, LegalHoldRow.by).where(LegalHoldRow.until > now)
    return [tuple(row) for row in connection_of(rows).execute(standing.order_by(LegalHoldRow.until)).all()]  # type: ignore[misc]
