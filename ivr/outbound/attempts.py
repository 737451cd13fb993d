"""The life of one try to reach somebody; each function is one step of it, in the caller's transaction.

| outcome | means | then |
|---|---|---|
| talked | somebody answered, and the call is over | reached |
| message_left | a machine took the message | message_left |
| busy, no_answer, hung_up, failed | nobody was reached | tried again after a pause, up to the campaign's tries |
| put_off | not dialled: hours over, the number was being called, or our line refused | due again, no try counted |
| changed, opted_out | not dialled: no reason any more, or not to be called | ended |
| unreachable | Twilio calls no such number | ended |
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from ivr.outbound.campaigns import campaign_of
from ivr.outbound.people import set_status
from ivr.outbound.tables import CallAttemptRow, CalledPersonRow
from ivr.storage import Rows, connection_of
from ivr.storage.binding import keyring_of

REF_BYTES = 12
PAUSES = {
    "busy": timedelta(minutes=30),
    "no_answer": timedelta(hours=3),
    "hung_up": timedelta(hours=20),
    "failed": timedelta(hours=1),
}
"""How long a person is left alone after a try that reached nobody."""
OUTCOMES = {"busy": "busy", "no-answer": "no_answer", "canceled": "no_answer", "failed": "failed"}
"""Our words for Twilio's final statuses of calls that nobody answered."""
MACHINES = "machine"
ENDINGS = {"changed": "changed", "opted_out": "opted_out", "unreachable": "unreachable"}


@dataclass(frozen=True)
class Attempt:
    """A try as it is kept, with whom it is to reach."""

    ref: str
    person: int
    phone: str
    about: Any
    call_sid: str
    dialled: bool
    answered_by: str
    outcome: str
    placed_at: datetime


_PARTS = (
    CallAttemptRow.ref,
    CallAttemptRow.person_id.label("person"),
    CalledPersonRow.phone,
    CalledPersonRow.about,
    CallAttemptRow.call_sid,
    CallAttemptRow.dialled,
    CallAttemptRow.answered_by,
    CallAttemptRow.outcome,
    CallAttemptRow.placed_at,
)
_FOUND = select(*_PARTS).join(CalledPersonRow, CalledPersonRow.id == CallAttemptRow.person_id)

# Statements made once: to build one and find it among the compiled costs as much as to run it.
_IS_OPEN = CallAttemptRow.outcome == ""
_OF_REF = _FOUND.where(CallAttemptRow.ref == bindparam("which"))
_OF_CALL = _FOUND.where(CallAttemptRow.call_sid == bindparam("which"))
_CHANGE = update(CallAttemptRow).where(CallAttemptRow.ref == bindparam("which"))
_ANOTHER_OPEN = (
    select(CallAttemptRow.id)
    .where(CallAttemptRow.phone_index == bindparam("number"), _IS_OPEN, CallAttemptRow.ref != bindparam("but"))
    .limit(1)
)
_COUNT_OPEN = select(func.count()).where(_IS_OPEN)
_COUNT_SINCE = select(func.count()).where(CallAttemptRow.placed_at > bindparam("moment"))
_OPEN_SINCE = (
    _FOUND.where(_IS_OPEN, CallAttemptRow.placed_at < bindparam("moment"))
    .order_by(CallAttemptRow.id)
    .limit(bindparam("most"))
)
_COUNT_TRY = (
    update(CalledPersonRow)
    .where(CalledPersonRow.id == bindparam("which"))
    .values(tries=CalledPersonRow.tries + 1)
    .returning(CalledPersonRow.tries)
)


def begin(rows: Rows, person: int, phone_index: bytes, now: datetime) -> str:
    """Write down a try that is about to be made; return its ref."""
    ref = token_urlsafe(REF_BYTES)
    row = {"ref": ref, "person_id": person, "phone_index": phone_index, "call_sid": "", "dialled": False}
    values = row | {"answered_by": "", "outcome": "", "placed_at": now, "ended_at": None}
    connection_of(rows).execute(insert(CallAttemptRow), values)
    set_status(rows, person, "calling", now)
    return ref


def find_attempt(rows: Rows, *, ref: str = "", call_sid: str = "") -> Attempt | None:
    """Return a try by its ref, or by its call."""
    found, which = (_OF_REF, ref) if ref else (_OF_CALL, call_sid)
    row = connection_of(rows).execute(found, {"which": which}).mappings().one_or_none()
    return Attempt(**row) if row else None


def change(rows: Rows, ref: str, **values: Any) -> None:
    """Give a try new values."""
    connection_of(rows).execute(_CHANGE, {"which": ref, **values})


def answered(rows: Rows, ref: str, call_sid: str, by: str, now: datetime) -> Attempt | None:
    """Note who answered, in Twilio's word; from now on nobody is called for this reason again. None: no such try."""
    attempt = find_attempt(rows, ref=ref)
    if attempt is None:
        return None
    change(rows, ref, call_sid=call_sid, answered_by=by, dialled=True)
    set_status(rows, attempt.person, "message_left" if by.startswith(MACHINES) else "reached", now)
    return attempt


def ended(rows: Rows, ref: str, call_sid: str, status: str, now: datetime) -> bool:
    """Note how the call of a try ended, in Twilio's word; return False when that is known, or there is no such try."""
    attempt = find_attempt(rows, ref=ref)
    if attempt is None or attempt.outcome not in ("", "failed") or (attempt.call_sid and attempt.call_sid != call_sid):
        return False
    if attempt.answered_by:
        outcome = "message_left" if attempt.answered_by.startswith(MACHINES) else "talked"
        change(rows, ref, call_sid=call_sid, outcome=outcome, ended_at=now)
        return True
    if attempt.outcome:
        return False
    change(rows, ref, call_sid=call_sid)
    close(rows, attempt, OUTCOMES.get(status, "hung_up"), now)
    return True


def close(rows: Rows, attempt: Attempt, outcome: str, now: datetime, due_at: datetime | None = None) -> None:
    """End a try that reached nobody, and say when the person is due again, if at all."""
    change(rows, attempt.ref, outcome=outcome, ended_at=now)
    if outcome == "put_off":
        return set_status(rows, attempt.person, "waiting", now, due_at)
    if outcome in ENDINGS:
        return set_status(rows, attempt.person, ENDINGS[outcome], now)
    tries = _count_try(rows, attempt.person)
    if tries >= campaign_of(rows, attempt.person).tries:
        return set_status(rows, attempt.person, "given_up", now)
    return set_status(rows, attempt.person, "waiting", now, now + PAUSES[outcome] * tries)


def is_being_called(rows: Rows, phone_index: bytes, but: str = "") -> bool:
    """Tell whether another try to this number goes on."""
    return connection_of(rows).execute(_ANOTHER_OPEN, {"number": phone_index, "but": but}).first() is not None


def count_open(rows: Rows) -> int:
    """Return how many tries go on."""
    return connection_of(rows).scalar(_COUNT_OPEN) or 0


def count_since(rows: Rows, moment: datetime) -> int:
    """Return how many tries were begun after a moment."""
    return connection_of(rows).scalar(_COUNT_SINCE, {"moment": moment}) or 0


def open_since(rows: Rows, before: datetime, most: int) -> list[Attempt]:
    """Return the oldest tries that go on since before a moment."""
    found = connection_of(rows).execute(_OPEN_SINCE, {"moment": before, "most": most})
    return [Attempt(**row) for row in found.mappings()]


def latest_call(rows: Rows, number: str, since: datetime) -> datetime | None:
    """Return when we called a number last, since a moment; None when we did not."""
    index = keyring_of(connection_of(rows).dialect).blind_index(number)
    ours = (CallAttemptRow.phone_index == index, CallAttemptRow.dialled, CallAttemptRow.placed_at >= since)
    return connection_of(rows).scalar(select(func.max(CallAttemptRow.placed_at)).where(*ours))


def _count_try(rows: Rows, person: int) -> int:
    return connection_of(rows).execute(_COUNT_TRY, {"which": person}).scalar_one()
