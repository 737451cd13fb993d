"""Send a code to the number on file, and take it back: who reads it out has that phone.

A code counts once, in the call in which it was sent, for ten minutes, with three tries; a number has five wrong tries
a day: five in a million are found by guessing (docs/decisions/0010-guessing.md).
"""

from datetime import datetime, timedelta
from secrets import randbelow
from typing import Any

from sqlalchemy import func, select, update

from ivr.outbox import Refused, enqueue
from ivr.outbox.handling import Do
from ivr.services.my_data.tables import DataCodeRow
from ivr.services.service import Context
from ivr.storage import Json, Rows, connection_of
from ivr.storage.binding import keyring_of
from ivr.storage.conflict import insert_new

DIGITS = 6
VALID, DAY = timedelta(minutes=10), timedelta(days=1)
TRIES, TRIES_A_DAY = 3, 5


def open_sending(context: Context) -> Do:
    """Return what sends a code, once for each command."""

    def do(payload: Json, key: str) -> Json:
        told: Any = payload if isinstance(payload, dict) else {}
        phone, now = str((told.get("data_to") or {}).get("to") or ""), context.now()
        if not phone:
            raise Refused("invalid")
        code = f"{randbelow(10**DIGITS):0{DIGITS}}"
        index = context.database.keyring.blind_index
        call_sid = key.partition(":")[0]
        row: dict[str, Any] = {"key": key, "call_sid": call_sid, "phone_index": index(phone), "at": now}
        row |= {"code_hash": _hash(context, phone, code), "tries": 0, "proved_by": ""}
        says: Json = [["sms_data_code", {"code": code}]]
        order: Json = {"to": phone, "language": str(told.get("language") or ""), "says": says}
        with context.database.writing_rows() as rows:
            if insert_new(rows, DataCodeRow, row):
                enqueue(rows, f"{key}:code", "sms", order, now, call_sid=call_sid)
        return {"ending": phone[-2:]}

    return do


def check_code(context: Context, rows: Rows, key: str, phone: str, code: str, *, else_right: bool) -> str:
    """Take the newest code of a call; return "" when it is right and so is all else, else why not.

    What is wrong is not told: whether the code was, or what else was given, looks the same.
    """
    now, connection = context.now(), connection_of(rows)
    if _tries_today(rows, phone, now) >= TRIES_A_DAY:
        return "too_many"
    row = _newest(rows, key.partition(":")[0], phone)
    if row is None or row.at < now - VALID:
        return "expired"
    if row.proved_by:
        return "" if row.proved_by == key else "expired"
    which = update(DataCodeRow).where(DataCodeRow.key == row.key)
    if else_right and row.code_hash == _hash(context, phone, code):
        connection.execute(which.values(proved_by=key))
        return ""
    connection.execute(which.values(tries=row.tries + 1))
    return "too_many" if row.tries + 1 >= TRIES else "wrong"


def was_proved(rows: Rows, call_sid: str, phone: str) -> bool:
    """Tell whether somebody has shown in this call that they have this phone."""
    row = _newest(rows, call_sid, phone)
    return row is not None and bool(row.proved_by)


def _newest(rows: Rows, call_sid: str, phone: str) -> Any:
    index = keyring_of(connection_of(rows).dialect).blind_index(phone)
    mine = (DataCodeRow.call_sid == call_sid, DataCodeRow.phone_index == index)
    found = select(DataCodeRow.__table__).where(*mine).order_by(DataCodeRow.at.desc(), DataCodeRow.key.desc())
    return connection_of(rows).execute(found.limit(1)).one_or_none()


def _tries_today(rows: Rows, phone: str, now: datetime) -> int:
    index = keyring_of(connection_of(rows).dialect).blind_index(phone)
    tries = select(func.coalesce(func.sum(DataCodeRow.tries), 0))
    return connection_of(rows).scalar(tries.where(DataCodeRow.phone_index == index, DataCodeRow.at > now - DAY)) or 0


def _hash(context: Context, phone: str, code: str) -> bytes:
    return context.database.keyring.blind_index(f"data code {phone} {code}")
