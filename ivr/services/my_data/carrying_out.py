"""Take a request for a copy or an erasure, carry it out when the call is over, and send a receipt."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from ivr.messaging.tables import TextMessageRow
from ivr.outbox import Refused, TryAgain, enqueue
from ivr.outbox.handling import Do
from ivr.privacy.erased_list import ErasedList
from ivr.privacy.erasing import Held, OnThePhone, erase
from ivr.privacy.requests import KINDS, close_request, find_request, take_request
from ivr.privacy.tables import DataRequestRow
from ivr.services.my_data.codes import was_proved
from ivr.services.service import Context
from ivr.storage import Json, Rows, connection_of

PURPOSE = "my_data"
"""Which page the link of a copy leads to."""
CARRY_OUT, FORGET = "carry_out_data_request", "forget_data_receipt"
RECEIPT_KEPT = timedelta(days=1)
"""The receipt of an erasure is the last that we have of a person; it is needed until it has arrived."""


def open_requests(context: Context) -> Do:
    """Return what takes the request of a caller who has proved who they are."""

    def do(payload: Json, key: str) -> Json:
        told: Any = payload if isinstance(payload, dict) else {}
        kind, phone = str(told.get("data_wish")), str((told.get("data_to") or {}).get("to") or "")
        if kind not in KINDS:
            raise Refused("invalid")
        with context.database.writing_rows() as rows:
            if not was_proved(rows, key.partition(":")[0], phone):
                raise Refused("unproved")
            now = context.now()
            number = take_request(rows, key, kind, phone, str(told.get("language") or ""), now)
            enqueue(rows, f"data:{number}", CARRY_OUT, {"number": number}, now)
        return {"number": number}

    return do


def open_carrying_out(context: Context) -> Do:
    """Return what carries a request out; it does not belong to a call, so no erasure takes it away.

    Raises TryAgain while the person is in a call.
    """

    def do(payload: Json, _key: str) -> Json:
        number = str(payload.get("number")) if isinstance(payload, dict) else ""
        with context.database.reading_rows() as rows:
            request = find_request(rows, number)
        if request is None or request.phone is None:
            return {}
        held = _erase(context, request) if request.kind == "erase" else None
        with context.database.writing_rows() as rows:
            if close_request(rows, number, "held" if held else "done", context.now()):
                _send_receipt(context, rows, request, held)
        return {}

    return do


def open_forgetting(context: Context) -> Do:
    """Return what deletes the receipt of an erasure, with the number that it went to."""

    def do(payload: Json, _key: str) -> Json:
        number = str(payload.get("number")) if isinstance(payload, dict) else ""
        with context.database.writing_rows() as rows:
            connection_of(rows).execute(delete(TextMessageRow).where(TextMessageRow.key == receipt_key(number)))
        return {}

    return do


def receipt_key(number: str) -> str:
    """Return the key of the text message with the receipt of a request."""
    return f"data:{number}:receipt"


def _erase(context: Context, request: DataRequestRow) -> datetime | None:
    """Erase a person; return until when a hold forbids it, None when it is done."""
    erased = ErasedList(context.settings.data)
    try:
        erase(context.database, erased, request.subject, context.now(), request.number)
    except Held as held:
        return held.until
    except OnThePhone:
        raise TryAgain("the person is in a call") from None
    return None


def _send_receipt(context: Context, rows: Rows, request: DataRequestRow, held: datetime | None) -> None:
    now, number = context.now(), request.number
    prompt = "sms_data_held" if held else "sms_data_copy" if request.kind == "copy" else "sms_data_erased"
    values: Json = {"number": number, "until": held.isoformat()} if held else {"number": number}
    order: dict[str, Json] = {"to": request.phone, "language": request.language, "says": [[prompt, values]]}
    if request.kind == "copy":
        order["link"] = {"purpose": PURPOSE, "thing": number, "identity": {}}
    enqueue(rows, receipt_key(number), "sms", order, now)
    if request.kind == "erase" and not held:
        enqueue(rows, f"data:{number}:forget", FORGET, {"number": number}, now + RECEIPT_KEPT)
