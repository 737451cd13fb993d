"""Who is to be called in a campaign, and how it ended for them.

| status | means |
|---|---|
| waiting | to be called when due |
| calling | an attempt goes on |
| reached | they answered |
| message_left | a machine took the short message |
| opted_out | the number is not to be called |
| changed | the reason was gone before they were reached |
| given_up | all tries went by: busy, no answer, failed |
| unreachable | Twilio calls no such number |
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update

from ivr.outbound.tables import CalledPersonRow
from ivr.storage import Database, Rows, connection_of
from ivr.storage.binding import keyring_of
from ivr.storage.conflict import insert_new

BATCH = 500
STATUSES = (*("waiting", "calling", "reached", "message_left", "opted_out", "changed", "given_up", "unreachable"),)

_CHANGE = update(CalledPersonRow).where(CalledPersonRow.id == bindparam("which"))


@dataclass(frozen=True)
class Person:
    """Somebody with a reason: the E.164 number, what it is about, and what makes it one (order and day, say)."""

    phone: str
    about: Mapping[str, Any]
    once: str


def add_people(database: Database, campaign: int, reason: str, people: Iterable[Person], now: datetime) -> int:
    """Add people to a campaign; return how many are new: nobody is added twice for one reason."""
    waiting, added = list(people), 0
    for begin in range(0, len(waiting), BATCH):
        with database.writing_rows() as rows:
            added += sum(_add(rows, campaign, reason, person, now) for person in waiting[begin : begin + BATCH])
    return added


def set_status(rows: Rows, person: int, status: str, now: datetime, due_at: datetime | None = None) -> None:
    """Note how far somebody is."""
    values: dict[str, Any] = {"status": status, "changed_at": now} | ({"due_at": due_at} if due_at else {})
    connection_of(rows).execute(_CHANGE, {"which": person, **values})


def _add(rows: Rows, campaign: int, reason: str, person: Person, now: datetime) -> bool:
    index = keyring_of(connection_of(rows).dialect).blind_index
    row = {
        "campaign_id": campaign,
        "reason_index": index(f"{reason} {person.once}"),
        "phone": person.phone,
        "phone_index": index(person.phone),
        "about": dict(person.about),
        "status": "waiting",
        "tries": 0,
        "due_at": now,
        "changed_at": now,
    }
    return insert_new(rows, CalledPersonRow, row)
