"""Remember a call from turn to turn: one read and one write each.

The statements are made once and go to the connection, past the bookkeeping of a session, because this is the hot path
of every webhook.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import String, bindparam, func, insert, select, update

from ivr.calls.caps import LiveCalls, prefix_of
from ivr.calls.records import Call, NewCall, TurnRecord
from ivr.calls.tables import CallRow, StreamTokenRow, TurnRow
from ivr.storage import Json, Rows, connection_of
from ivr.storage.binding import keyring_of
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
    CallRow.from_.label("from_"),
    CallRow.to,
    CallRow.started_at,
    CallRow.ended_at,
    CallRow.stream_name,
    CallRow.stream_status,
    CallRow.stream_at,
    CallRow.region,
    CallRow.outcome,
    CallRow.outcome_reason,
    CallRow.verified,
).where(CallRow.sid == bindparam("wanted"))

_LOAD_UNCHANGED = _LOAD.with_for_update(read=True)
_ADVANCE = (
    update(CallRow)
    .where(CallRow.sid == bindparam("wanted"), CallRow.turn == bindparam("expected"))
    .values(
        turn=CallRow.turn + 1,
        state=bindparam("new_state"),
        reply=bindparam("new_reply"),
        form=bindparam("new_form"),
        language=func.coalesce(bindparam("new_language", type_=String), CallRow.language),
    )
)
_LAST_LANGUAGE = (
    select(CallRow.language)
    .where(CallRow.from_index == bindparam("wanted"))
    .order_by(CallRow.started_at.desc())
    .limit(1)
)
_SET_REPLY = (
    update(CallRow)
    .where(CallRow.sid == bindparam("wanted"), CallRow.turn == bindparam("expected"))
    .values(reply=bindparam("new_reply"))
)
_ADD_TURN = insert(TurnRow)
_SET_STREAM = (
    update(CallRow)
    .where(CallRow.sid == bindparam("wanted"))
    .values(stream_name=bindparam("name"), stream_status=bindparam("new_status"), stream_at=bindparam("at"))
)
_END = (
    update(CallRow)
    .where(CallRow.sid == bindparam("wanted"), CallRow.ended_at.is_(None))
    .values(status=bindparam("new_status"), ended_at=bindparam("at"))
)


_CLOSE = (
    update(CallRow)
    .where(CallRow.sid == bindparam("wanted"), CallRow.ended_at.is_(None))
    .values(
        turn=CallRow.turn + 1,
        status=bindparam("new_status"),
        ended_at=bindparam("at"),
        form=func.coalesce(func.nullif(bindparam("new_form", type_=String), ""), CallRow.form),
    )
    .returning(CallRow.turn)
)
_LIVE_CALLS = select(CallRow.sid).where(CallRow.status == LIVE, CallRow.started_at < bindparam("before"))
_LIVE_LIKE = select(
    func.count().filter(CallRow.from_index == bindparam("number")),
    func.count().filter(CallRow.prefix_index == bindparam("prefix")),
).where(CallRow.status == LIVE, CallRow.started_at > bindparam("after"))
_KNOWN = select(CallRow.sid).where(CallRow.sid.in_(bindparam("wanted", expanding=True)))
_SET_OUTCOME = (
    update(CallRow)
    .where(CallRow.sid == bindparam("wanted"))
    .values(
        outcome=bindparam("what"),
        outcome_reason=bindparam("why"),
        verified=func.coalesce(bindparam("by", type_=String), CallRow.verified),
    )
)


def begin(rows: Rows, call: NewCall) -> None:
    """Remember a new call at turn 0; change nothing when it is known (Twilio may repeat a webhook)."""
    index, prefix = _indexes(rows, call.from_)
    row = {
        "sid": call.sid,
        "turn": 0,
        "direction": call.direction,
        "from": call.from_,
        "from_index": index,
        "prefix_index": prefix,
        "to": call.to,
        "language": call.language,
        "region": call.region,
        "status": LIVE,
        "form": "",
        "stream_name": "",
        "stream_status": "",
        "started_at": call.at,
    }
    insert_new(rows, CallRow, row)


def last_language(rows: Rows, number: str) -> str | None:
    """Return the language of the last call from a number; None for a number that is withheld or never called.

    It is found by the number's blind index: beside the calls nothing is kept for it, and it goes when they go.
    """
    if not number.startswith("+"):
        return None
    index = keyring_of(connection_of(rows).dialect).blind_index(number)
    return connection_of(rows).execute(_LAST_LANGUAGE, {"wanted": index}).scalars().first()


def live_calls_like(rows: Rows, number: str, begun_after: datetime) -> LiveCalls:
    """Return how many calls of a number and of its prefix are going on that began after this time."""
    index, prefix = _indexes(rows, number)
    given = {"number": index, "prefix": prefix, "after": begun_after}
    return LiveCalls(*connection_of(rows).execute(_LIVE_LIKE, given).one())


def _indexes(rows: Rows, number: str) -> tuple[bytes, bytes]:
    blind_index = keyring_of(connection_of(rows).dialect).blind_index
    return blind_index(number), blind_index(f"prefix {prefix_of(number)}")


def load(rows: Rows, sid: str, *, unchanged: bool = False) -> Call | None:
    """Return a call, or None when it was never begun; `unchanged` lets nobody change it before the transaction ends."""
    row = connection_of(rows).execute(_LOAD_UNCHANGED if unchanged else _LOAD, {"wanted": sid}).one_or_none()
    return None if row is None else Call(**row._mapping)


def live_calls(rows: Rows, begun_before: datetime) -> list[str]:
    """Return the calls that began before this time and are not over, as far as we know."""
    return list(connection_of(rows).scalars(_LIVE_CALLS, {"before": begun_before}))


def known(rows: Rows, sids: Collection[str]) -> set[str]:
    """Return those of some calls that began here."""
    return set(connection_of(rows).scalars(_KNOWN, {"wanted": list(sids)}))


def save_turn(rows: Rows, sid: str, turn: int, *, state: Json, reply: Json, record: TurnRecord) -> bool:
    """Advance a call from `turn` to the next one, with its state, its reply and the record of the turn.

    Return False, with nothing written, when the call is not at that turn any more: another input won.
    """
    language = state.get("language") if isinstance(state, dict) else None
    values = {"wanted": sid, "expected": turn, "new_state": state, "new_reply": reply, "new_form": record.form}
    values["new_language"] = language
    connection = connection_of(rows)
    if connection.execute(_ADVANCE, values).rowcount != 1:
        return False
    connection.execute(_ADD_TURN, {**vars(record), "call_sid": sid, "number": turn})
    return True


def set_reply(rows: Rows, sid: str, turn: int, reply: Json) -> None:
    """Keep what became known of a turn's reply, unless the call is not at that turn any more."""
    connection_of(rows).execute(_SET_REPLY, {"wanted": sid, "expected": turn, "new_reply": reply})


def set_stream(rows: Rows, sid: str, name: str, status: str, at: datetime) -> None:
    """Note which media stream the call has, how it is, and since when."""
    connection_of(rows).execute(_SET_STREAM, {"wanted": sid, "name": name, "new_status": status, "at": at})


def end(rows: Rows, sid: str, status: str, at: datetime) -> None:
    """Note that a call is over; the first word on it stays."""
    connection_of(rows).execute(_END, {"wanted": sid, "new_status": status, "at": at})


def close(rows: Rows, sid: str, status: str, at: datetime, record: TurnRecord) -> bool:
    """Note that a call is over, with the record of its last turn; return False when that was known.

    What is stored with the call is left as it is, readable or not.
    """
    connection = connection_of(rows)
    values = {"wanted": sid, "new_status": status, "at": at, "new_form": record.form}
    turn = connection.execute(_CLOSE, values).scalar_one_or_none()
    if turn is None:
        return False
    connection.execute(_ADD_TURN, {**vars(record), "call_sid": sid, "number": turn - 1})
    return True


def set_outcome(rows: Rows, sid: str, outcome: str, reason: str, verified: str | None = None) -> None:
    """Note what became of a call, by its name in `OUTCOMES`, why, and by what its caller had shown who they are.

    What is known later takes the place; None for who they are leaves what was known.
    """
    connection_of(rows).execute(_SET_OUTCOME, {"wanted": sid, "what": outcome, "why": reason, "by": verified})


def take_token(rows: Rows, token: str, at: datetime) -> bool:
    """Use a stream token up; return False when it was used before."""
    return insert_new(rows, StreamTokenRow, {"id": token, "used_at": at})
