"""Count failed tries on a record, and lock it after five a day.

Looking up only reads. A try is counted in the transaction of the turn that tells what came of it: a webhook that comes
five times counts once, and because the lock is looked at there again, many calls at once get no more guesses than one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select, text

from ivr import codec
from ivr.dialog.commands import Command
from ivr.identity.tables import AttemptRow
from ivr.sources import AnswerWithdrawn
from ivr.storage import Json, Rows, connection_of

COUNT_ATTEMPT = "count_attempt"
FAILURES = 5
WINDOW = timedelta(days=1)
_FAILURES = (
    select(func.count())
    .where(
        AttemptRow.record.in_(bindparam("records", expanding=True)),
        AttemptRow.at > bindparam("since"),
        AttemptRow.failed,
    )
    .group_by(AttemptRow.record)
    .order_by(func.count().desc())
    .limit(1)
)
_COUNT = insert(AttemptRow)


@dataclass(frozen=True)
class Attempt:
    """A try to get at records, named by their blind indexes. Nothing is counted before `count` is called."""

    records: tuple[bytes, ...]
    succeeded: bool

    @property
    def command(self) -> Command:
        """Return the command that counts it."""
        return Command(COUNT_ATTEMPT, codec.dump(self))


def is_locked(rows: Rows, records: Iterable[bytes], at: datetime) -> bool:
    """Tell whether one of the records had five failures in the last day."""
    failures = connection_of(rows).scalar(_FAILURES, {"records": list(records), "since": at - WINDOW})
    return (failures or 0) >= FAILURES


def count(rows: Rows, attempt: Attempt, at: datetime) -> None:
    """Count a try; on a locked record it is noted, but makes the lock no longer.

    Raises:
        AnswerWithdrawn: the try succeeded, but the record was locked since it was read.
    """
    if not attempt.records:
        return
    connection = connection_of(rows)
    _one_at_a_time(connection, attempt.records)
    locked = is_locked(connection, attempt.records, at)
    if locked and attempt.succeeded:
        raise AnswerWithdrawn
    failed = not (locked or attempt.succeeded)
    connection.execute(_COUNT, [{"record": record, "at": at, "failed": failed} for record in attempt.records])


def _one_at_a_time(connection: Connection, records: Sequence[bytes]) -> None:
    """Keep other transactions from counting the same record; SQLite's writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        for record in sorted(records):
            key = int.from_bytes(record[:8], signed=True)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def count_attempt(rows: Rows, payload: Json, at: datetime) -> None:
    """Count the try of a command; see `count`."""
    count(rows, codec.load(Attempt, payload), at)
