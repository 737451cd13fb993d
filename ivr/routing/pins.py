"""Let agents who call in show by a PIN that they are agents: the number a call comes from can be made up.

A PIN has six digits and five tries a day, whoever makes them: a guesser gets in five times in a million a day and
agent. Who locks it keeps an agent from calling in only: the hotline goes on ringing them, and a new PIN ends the lock.
"""

import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, delete, func, or_, select, update

from ivr.routing.tables import AgentCallRow, AgentPinRow
from ivr.storage import Rows, connection_of
from ivr.storage.binding import keyring_of
from ivr.storage.conflict import insert_new, insert_or_update

PIN_DIGITS = 6
TRIES, WINDOW = 5, timedelta(days=1)

_OF_AGENT = AgentPinRow.agent == bindparam("wanted")
_OVER = AgentPinRow.since <= bindparam("before")
_PIN = select(AgentPinRow.pin).where(_OF_AGENT)
_COUNT = (
    update(AgentPinRow)
    .where(_OF_AGENT, or_(AgentPinRow.tries < TRIES, _OVER))
    .values(
        tries=case((_OVER, 1), else_=AgentPinRow.tries + 1),
        since=case((_OVER, bindparam("at", type_=AgentPinRow.since.type)), else_=AgentPinRow.since),
    )
    .returning(AgentPinRow.pin)
)
_TAKE_BACK = update(AgentPinRow).where(_OF_AGENT).values(tries=AgentPinRow.tries - 1)
_FORGET = delete(AgentCallRow).where(AgentCallRow.at < bindparam("before"))
_IS_AGENTS = select(func.count()).where(AgentCallRow.call_sid == bindparam("wanted"))


def give_pin(rows: Rows, number: str, now: datetime, below: Callable[[int], int] = secrets.randbelow) -> str:
    """Give an agent a new PIN and return it: six digits that are stored only as a keyed hash."""
    pin = f"{below(10**PIN_DIGITS):0{PIN_DIGITS}}"
    values = {"agent": agent_index(rows, number), "pin": _hash(rows, number, pin), "tries": 0, "since": now}
    insert_or_update(rows, AgentPinRow, ("agent",), values)
    return pin


def has_pin(rows: Rows, number: str) -> bool:
    """Tell whether an agent may call in from this number, with a PIN."""
    return connection_of(rows).scalar(_PIN, {"wanted": agent_index(rows, number)}) is not None


def take_pin(rows: Rows, number: str, pin: str, call_sid: str, now: datetime) -> bool:
    """Tell whether this is the PIN of the agent with this number; then the call is known as an agent's.

    The try is counted before it is looked at, so that of many at once no more than five are. A locked one sounds as a
    wrong one.
    """
    connection, wanted = connection_of(rows), {"wanted": agent_index(rows, number)}
    stored = connection.scalar(_COUNT, wanted | {"at": now, "before": now - WINDOW})
    if stored is None or not hmac.compare_digest(bytes(stored), _hash(rows, number, pin)):
        return False
    connection.execute(_TAKE_BACK, wanted)
    note_agents_call(rows, number, call_sid, now)
    return True


def note_agents_call(rows: Rows, number: str, call_sid: str, now: datetime) -> None:
    """Remember for a day that a call is that of the agent with this number."""
    connection_of(rows).execute(_FORGET, {"before": now - WINDOW})
    insert_new(rows, AgentCallRow, {"call_sid": call_sid, "at": now, "agent": agent_index(rows, number)})


def is_agents_call(rows: Rows, call_sid: str) -> bool:
    """Tell whether a call is an agent's: we made it, or somebody gave an agent's PIN in it."""
    return bool(connection_of(rows).scalar(_IS_AGENTS, {"wanted": call_sid}))


def agent_index(rows: Rows, number: str) -> bytes:
    """Return the blind index of an agent's number, by which visits name who answered."""
    return keyring_of(connection_of(rows).dialect).blind_index(f"agent {number}")


def _hash(rows: Rows, number: str, pin: str) -> bytes:
    return keyring_of(connection_of(rows).dialect).blind_index(f"pin of {number} {pin}")
