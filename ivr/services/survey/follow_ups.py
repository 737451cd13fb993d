"""Read the calls that somebody should look at, and note what was done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from ivr.services.survey.tables import FollowUpRow
from ivr.storage import Rows, connection_of

MOST = 200


def follow_ups(rows: Rows, *, done: bool = False, most: int = MOST) -> Sequence[FollowUpRow]:
    """Return the open ones, the oldest first; or those that are done, the newest first."""
    row, status = FollowUpRow, "done" if done else "open"
    order = row.done_at.desc() if done else row.at
    parts = (row.key, row.call_sid, row.why, row.at, row.done_by, row.note)
    found = select(*parts).where(row.status == status).order_by(order).limit(most)
    return list(connection_of(rows).execute(found))  # type: ignore[arg-type]


def finish(rows: Rows, key: str, note: str, by: str, now: datetime) -> bool:
    """Note what was done; return False for one that is not open."""
    which = (FollowUpRow.key == key, FollowUpRow.status == "open")
    done = {"status": "done", "note": note, "done_by": by, "done_at": now}
    return connection_of(rows).execute(update(FollowUpRow).where(*which).values(done)).rowcount > 0
