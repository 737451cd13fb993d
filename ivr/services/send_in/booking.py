"""Book, change and cancel: no courier's time is given twice, and what is done by one key is done once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.outbox.numbers import number_of
from ivr.services.send_in.address_link import send_link
from ivr.services.send_in.send_ins import Way
from ivr.services.send_in.sql_send_ins import NOTICE
from ivr.services.send_in.tables import PickUpRow, PickUpSeatRow, SendInRow, ShipmentRow
from ivr.services.service import Context
from ivr.storage import Json, Keyring
from ivr.storage.conflict import insert_new

Change = Callable[[Session, Keyring, Mapping[str, Any], str, datetime], str]
"""Does it in a transaction, and returns the request's number."""


def open_booking(context: Context) -> Do:
    """Return what books; the page for the address is sent by text message where a courier comes."""
    return _open(context, "/send-in/book", "send_order", booked)


def open_changing(context: Context) -> Do:
    """Return what gives a request another time or way; the link is sent where a courier comes who did not before."""
    return _open(context, "/send-in/change", "send_order", changed)


def open_cancelling(context: Context) -> Do:
    """Return what cancels a request."""
    return _open(context, "/send-in/cancel", "send_request", cancelled)


def _open(context: Context, path: str, slot: str, change: Change) -> Do:
    """Return what does it in the HTTP back end when the settings name one, else in our own tables."""
    settings, post = context.settings, context.posts(path)

    def do(payload: Json, key: str) -> Json:
        wanted: Any = payload.get(slot) if isinstance(payload, dict) else None
        if not isinstance(wanted, dict):
            raise Refused("unknown")
        result: Any = post(payload, key) if post else None
        with context.database.writing() as session:
            now = context.now()
            number = str(result["number"]) if result else change(session, context.database.keyring, wanted, key, now)
            needs_address = change is booked or wanted.get("was") == Way.DROP_OFF
            if needs_address and wanted["way"] == Way.COURIER and settings.sms_from:
                send_link(session, number, str(wanted["phone"]), key, now)
        return {"number": number}

    return do


def booked(session: Session, keyring: Keyring, wanted: Mapping[str, Any], key: str, now: datetime) -> str:
    """Book; a key that was seen before gets the same number again. Raise Refused."""
    known = session.scalar(select(SendInRow.number).where(SendInRow.key == key))
    if known is not None:
        return known
    imei, phone = str(wanted["imei"]), str(wanted["phone"])
    values = {
        "key": key,
        "number": number_of(key),
        "imei": imei,
        "imei_index": keyring.blind_index(imei),
        "phone": phone,
        "phone_index": keyring.blind_index(phone),
        "model": wanted["model"],
        "country": wanted["country"],
        "way": wanted["way"],
        "stage": "booked",
        "at": now,
    }
    row = session.execute(insert(SendInRow).values(values).returning(SendInRow.id)).scalar_one()
    if wanted["way"] == Way.COURIER:
        _take_seat(session, row, str(wanted["pick_up"]), now)
    return str(values["number"])


def changed(session: Session, keyring: Keyring, wanted: Mapping[str, Any], key: str, now: datetime) -> str:
    """Give a request the seat of another time, or let it be handed in; the seat before is free again. Raise Refused."""
    row = _open_request(session, wanted)
    mine = PickUpSeatRow.send_in_id == row.id
    if wanted.get("way") == Way.DROP_OFF:
        session.execute(delete(PickUpSeatRow).where(mine))
        row.way, row.address = Way.DROP_OFF.value, None
        return row.number
    wants_same = select(PickUpRow.id).join(PickUpSeatRow).where(mine, PickUpRow.code == str(wanted["pick_up"]))
    if session.scalar(wants_same) is None:
        session.execute(delete(PickUpSeatRow).where(mine))
        _take_seat(session, row.id, str(wanted["pick_up"]), now)
    row.way = Way.COURIER.value
    return row.number


def cancelled(session: Session, keyring: Keyring, wanted: Mapping[str, Any], key: str, now: datetime) -> str:
    """Cancel a request and free its time; what was cancelled before stays so. Raise Refused."""
    row = _request(session, wanted)
    if row.stage != "cancelled":
        row = _open_request(session, wanted)
        session.execute(delete(PickUpSeatRow).where(PickUpSeatRow.send_in_id == row.id))
        session.execute(update(SendInRow).where(SendInRow.id == row.id).values(stage="cancelled"))
    return row.number


def _request(session: Session, wanted: Mapping[str, Any]) -> SendInRow:
    row = session.scalar(select(SendInRow).where(SendInRow.number == str(wanted["number"])))
    if row is None:
        raise Refused("unknown")
    return row


def _open_request(session: Session, wanted: Mapping[str, Any]) -> SendInRow:
    """Return a request that can still be changed."""
    row = _request(session, wanted)
    if row.stage != "booked" or session.scalar(select(ShipmentRow.way).where(ShipmentRow.send_in_id == row.id)):
        raise Refused("begun")
    return row


def _take_seat(session: Session, send_in: int, code: str, now: datetime) -> None:
    """Take the first seat that nobody has; the primary key lets only one have each."""
    time = session.scalar(select(PickUpRow).where(PickUpRow.code == code))
    if time is None or time.starts < now + NOTICE:
        raise Refused("late")
    seats = ({"pick_up_id": time.id, "seat": seat, "send_in_id": send_in} for seat in range(time.seats))
    if not any(insert_new(session, PickUpSeatRow, seat) for seat in seats):
        raise Refused("taken")
