"""Remember a call from turn to turn: one read and one write each.

The statements go to the session's connection, past the ORM's bookkeeping, because this is the hot path of every
webhook.
"""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from ivr.calls.records import Call, NewCall, TurnRecord
from ivr.calls.tables import CallRow, StreamTokenRow, TurnRow
from ivr.storage import Json
from ivr.storage.columns import keyring_of
from ivr.storage.conflict import insert_new

LIVE = "in-progress"

_LOAD = select(
    CallRow.sid,
    CallRow.turn,
    CallRow.state,
    CallRow.reply,
    CallRow.status,
    CallRow.language,
    CallRow.direction,
    CallRow.from_,
    CallRow.to,
    CallRow.started_at,
    CallRow.ended_at,
    CallRow.stream_name,
    CallRow.stream_status,
    CallRow.stream_at,
).where(CallRow.sid == bindparam("wanted"))

_ADVANCE = (
    update(CallRow)
    .where(CallRow.sid == bindparam("wanted"), CallRow.turn == bindparam("expected"))
    .values(
        turn=CallRow.turn + 1, state=bindparam("new_state"), reply=bindparam("new_reply"), form=bindparam("new_form")
    )
)
_ADD_TURN = insert(TurnRow)


def begin(session: Session, call: NewCall) -> None:
    """Remember a new call at turn 0; change nothing when it is known (Twilio may repeat a webhook)."""
    index = keyring_of(session.get_bind().dialect).blind_index(call.from_)
    row = {
        "sid": call.sid,
        "turn": 0,
        "direction": call.direction,
        "from": call.from_,
        "from_index": index,
        "to": call.to,
        "language": call.language,
        "status": LIVE,
        "form": "",
        "stream_name": "",
        "stream_status": "",
        "started_at": call.at,
    }
    insert_new(session, CallRow, row)


def load(session: Session, sid: str) -> Call | None:
    """Return a call, or None when it was never begun."""
    row = session.connection().execute(_LOAD, {"wanted": sid}).one_or_none()
    return None if row is None else Call(*tuple(row))


def save_turn(session: Session, sid: str, turn: int, *, state: Json, reply: Json, record: TurnRecord) -> bool:
    """Advance a call from `turn` to the next one, with its state, its reply and the record of the turn.

    Return False, with nothing written, when the call is not at that turn any more: another input won.
    """
    values = {"wanted": sid, "expected": turn, "new_state": state, "new_reply": reply, "new_form": record.form}
    connection = session.connection()
    if connection.execute(_ADVANCE, values).rowcount != 1:
        return False
    connection.execute(_ADD_TURN, _turn_row(sid, turn, record))
    return True


def set_stream(session: Session, sid: str, name: str, status: str, at: datetime) -> None:
    """Note which media stream the call has, how it is, and since when."""
    changed = {"stream_name": name, "stream_status": status, "stream_at": at}
    session.connection().execute(update(CallRow).where(CallRow.sid == sid).values(changed))


def end(session: Session, sid: str, status: str, at: datetime) -> None:
    """Note that a call is over; the first word on it stays."""
    open_call = update(CallRow).where(CallRow.sid == sid, CallRow.ended_at.is_(None))
    session.connection().execute(open_call.values(status=status, ended_at=at))


def take_token(session: Session, token: str, at: datetime) -> bool:
    """Use a stream token up; return False when it was used before."""
    return insert_new(session, StreamTokenRow, {"id": token, "used_at": at})


def _turn_row(sid: str, turn: int, record: TurnRecord) -> dict[str, object]:
    row = vars(record) | {"call_sid": sid, "number": turn}
    row["utterance_id"] = row.pop("utterance")
    return row
