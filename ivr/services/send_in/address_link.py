"""Send the link to the page of a request, where a customer writes the address; it is never asked for by voice."""

from datetime import datetime
from typing import Any

from ivr import calls
from ivr.outbox import enqueue
from ivr.outbox.handling import Do
from ivr.services.service import Context
from ivr.storage import Json, Rows

PURPOSE = "send_in"
"""Which page the link leads to."""


def send_link(
    rows: Rows, number: str, phone: str, key: str, now: datetime, *, says: str = "sms_send_in_address"
) -> None:
    """Command a text message with the link, in the transaction that needs it; by one key it is sent once."""
    call_sid = key.partition(":")[0]
    call = calls.load(rows, call_sid) if call_sid.startswith("CA") else None
    order: Json = {
        "to": phone,
        "language": call.language if call else "",
        "says": [[says, {"number": number}]],
        "link": {"purpose": PURPOSE, "thing": number, "identity": {"phone": phone}},
    }
    enqueue(rows, f"{key}:address", "sms", order, now, call_sid=call_sid if call else "")


def open_link(context: Context) -> Do:
    """Return what sends the link once more."""

    def do(payload: Json, key: str) -> Json:
        told: dict[str, Any] = payload if isinstance(payload, dict) else {}
        proved, request = told.get("send_proved"), told.get("send_request") or {}
        if isinstance(proved, dict):
            says = "sms_send_in_page" if request.get("has_address") else "sms_send_in_address"
            with context.database.writing_rows() as rows:
                send_link(rows, str(proved["number"]), str(proved["phone"]), key, context.now(), says=says)
        return {}

    return do
