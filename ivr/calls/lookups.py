"""Hand the answer of a slow look-up from the process that asked to the one that tells the caller."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.calls.records import LookUpState
from ivr.calls.tables import LookUpRow
from ivr.storage.conflict import insert_or_update

KEY = ("call_sid", "turn", "slot")


def put_lookup(session: Session, sid: str, turn: int, slot: str, state: LookUpState) -> None:
    """Note how far a look-up of this turn has come, replacing what was noted before."""
    row = {"call_sid": sid, "turn": turn, "slot": slot, **vars(state)}
    insert_or_update(session, LookUpRow, KEY, row)


def get_lookup(session: Session, sid: str, turn: int, slot: str) -> LookUpState | None:
    """Return how far a look-up has come, or None when it was never noted."""
    wanted = (LookUpRow.call_sid == sid, LookUpRow.turn == turn, LookUpRow.slot == slot)
    row = session.execute(select(LookUpRow.status, LookUpRow.value, LookUpRow.commands).where(*wanted)).one_or_none()
    return None if row is None else LookUpState(row.status, row.value, row.commands)
