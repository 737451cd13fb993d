"""Count failed tries to get at records, and ask for one more number where too many failed.

Nobody is locked out: past a limit the numbers that usually open a record no longer do, and a further one is asked for
(docs/decisions/0010-guessing.md has the arithmetic). Tries are counted on what was given, whether it exists or not, so
nothing is learned from being asked more.

Looking up only reads. A try is counted in the transaction of the turn that tells what came of it: a webhook that comes
five times counts once, and because the limits are looked at there again, many calls at once get no more guesses than
one.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import bindparam, func, insert, select

from ivr import codec
from ivr.dialog.commands import Command
from ivr.identifiers import block_of
from ivr.identity.alarm import note_try
from ivr.identity.tables import AttemptRow
from ivr.sources import AnswerWithdrawn
from ivr.storage import Json, Rows, connection_of
from ivr.storage.locks import one_at_a_time

COUNT_ATTEMPT = "count_attempt"
WINDOW = timedelta(days=1)
PHONE_TRIES, IMEI_TRIES = 5, 1
"""Wrong whole phone numbers, and wrong ends of an IMEI, for one number that names a record."""

OF_CALLER, OF_FACTOR, OF_FACTOR_ON_LINE, IN_ALL_OF_CALLER, OF_PREFIX = 2, 3, 2, 10, 30
"""Wrong tries of a caller for one number, with one phone number for whatever record (by others, and from its own line),
of a caller and of a range of callers for all records."""

WITHOUT_MORE = 20
"""Wrong tries, past the limits, for a record that has no further number."""

_FAILURES = (
    select(AttemptRow.record, func.count())
    .where(
        AttemptRow.record.in_(bindparam("records", expanding=True)),
        AttemptRow.at > bindparam("since"),
        AttemptRow.failed,
    )
    .group_by(AttemptRow.record)
)
_COUNT = insert(AttemptRow)


@dataclass(frozen=True)
class Attempt:
    """A try to get at records: what it is counted on (blind indexes), how many wrong ones each may have, the result.

    It succeeded `by` the usual numbers, by a further one, or without more because the record has no further one.
    Nothing is counted before `count` is called.
    """

    records: tuple[bytes, ...]
    succeeded: bool
    limits: tuple[int, ...] = ()
    bare: bytes = b""
    by: Literal["usual", "further", "bare"] = "usual"

    @property
    def command(self) -> Command:
        """Return the command that counts it."""
        return Command(COUNT_ATTEMPT, codec.dump(self))

    def came_out(self, succeeded: bool, by: Literal["usual", "further", "bare"] = "usual") -> "Attempt":
        """Return it with what came of it."""
        return replace(self, succeeded=succeeded, by=by)


def attempt_at(index: Callable[[str], bytes], given: Collection[str], factor: str, caller: str) -> Attempt:
    """Return the try to open what these numbers name with a factor, from a caller ("" when withheld).

    `given` is one number in each form that it can mean. The factor is a phone number with + or the end of an IMEI. A
    call from the phone number that it names has limits of its own, which strangers use up only by showing that number.
    """
    is_phone = factor.startswith("+")
    tries = PHONE_TRIES if is_phone else IMEI_TRIES
    own_line = bool(caller) and (caller == factor or caller in given)
    if own_line:
        limits = {f"line {number}": tries for number in given} | {f"line with {factor}": OF_FACTOR_ON_LINE}
    else:
        limits = {number: tries for number in given} | _of_caller(given, caller)
        limits |= {f"with {factor}": OF_FACTOR} if is_phone else {}
    named = {index(f"tries {name}"): limit for name, limit in limits.items()}
    bare = index(f"tries without more {next(iter(given), '')}")
    return Attempt(tuple(named), False, tuple(named.values()), bare)


def _of_caller(given: Iterable[str], caller: str) -> dict[str, int]:
    if not caller:
        return {}
    limits = {f"caller {caller} {number}": OF_CALLER for number in given}
    return limits | {f"caller {caller}": IN_ALL_OF_CALLER, f"callers {block_of(caller)}": OF_PREFIX}


def is_guarded(rows: Rows, attempt: Attempt, at: datetime) -> bool:
    """Tell whether so many tries failed in the last day that the usual numbers are not enough."""
    failures = _failures(rows, attempt.records, at)
    return any(failures.get(record, 0) >= limit for record, limit in zip(attempt.records, attempt.limits, strict=False))


def may_be_bare(rows: Rows, attempt: Attempt, at: datetime) -> bool:
    """Tell whether a record without a further number may still be opened by the usual ones."""
    return _failures(rows, (attempt.bare,), at).get(attempt.bare, 0) < WITHOUT_MORE


def count(rows: Rows, attempt: Attempt, at: datetime) -> None:
    """Count a try; past the limits a wrong one makes them last no longer.

    Raises:
        AnswerWithdrawn: the try succeeded, but a limit was reached since it was read.
    """
    if not attempt.records:
        return
    connection = connection_of(rows)
    one_at_a_time(connection, (*attempt.records, attempt.bare))
    guarded = is_guarded(connection, attempt, at)
    if attempt.succeeded:
        if (guarded and attempt.by == "usual") or (attempt.by == "bare" and not may_be_bare(connection, attempt, at)):
            raise AnswerWithdrawn
    else:
        counted = (attempt.bare,) if guarded else attempt.records
        connection.execute(_COUNT, [{"record": record, "at": at, "failed": True} for record in counted])
    note_try(connection, at, failed=not attempt.succeeded)


def _failures(rows: Rows, records: Collection[bytes], at: datetime) -> dict[bytes, int]:
    found = connection_of(rows).execute(_FAILURES, {"records": list(records), "since": at - WINDOW})
    return {bytes(record): failures for record, failures in found}


def count_attempt(rows: Rows, payload: Json, at: datetime) -> None:
    """Count the try of a command; see `count`."""
    count(rows, codec.load(Attempt, payload), at)
