"""Open a ticket for a fault: once for each command, with all that the caller told."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from ivr.outbox.handling import Do
from ivr.outbox.numbers import number_of
from ivr.services.fault.tables import FaultTicketRow
from ivr.services.service import Context
from ivr.storage import Json
from ivr.storage.conflict import insert_new

DETAILS = ("symptom", "model", "fault_version", "fault_tried", "fault_words", "device")


def open_tickets(context: Context) -> Do:
    """Return what opens tickets: in the HTTP back end when the settings name one, else in our own table."""
    if post := context.posts("/faults/tickets"):
        return post

    def do(payload: Json, key: str) -> Json:
        told: Mapping[str, Any] = payload if isinstance(payload, dict) else {}
        phone = told.get("caller") or None
        values = {
            "key": key,
            "number": number_of(key, digits=7),
            "phone": phone,
            "phone_index": phone and context.database.keyring.blind_index(str(phone)),
            "details": {name: told.get(name) for name in DETAILS},
            "at": context.now(),
        }
        with context.database.writing() as session:
            insert_new(session, FaultTicketRow, values)
            return {"number": session.scalar(select(FaultTicketRow.number).where(FaultTicketRow.key == key))}

    return do
