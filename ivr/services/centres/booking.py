"""Book a slot of a centre: none is given twice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.outbox.numbers import number_of
from ivr.services.centres.slots import NOTICE, slots
from ivr.services.centres.sql_centres import holidays_of, hours_of
from ivr.services.centres.tables import AppointmentRow, CentreRow, CourseSeatRow
from ivr.services.service import Context
from ivr.storage import Database, Json, Keyring
from ivr.storage.conflict import insert_new


def open_booking(context: Context) -> Do:
    """Return what books slots: in the HTTP back end when the settings name one, else in our own tables."""
    if post := context.posts("/centres/book"):
        return post

    def do(payload: Json, key: str) -> Json:
        wanted: Mapping[str, Any] = payload if isinstance(payload, dict) else {}
        number = _booked(context.database, wanted, key, context.now())
        return {"number": number, **clock_of(context.database, str(wanted["booking"]["centre"]))}

    return do


def _booked(database: Database, payload: Mapping[str, Any], key: str, now: datetime) -> str:
    """Book in one transaction, and return the number; a key that was seen before gets the same again."""
    with database.writing() as session:
        known = session.scalar(select(AppointmentRow.number).where(AppointmentRow.key == key))
        if known is not None:
            return known
        wanted = payload["booking"]
        centre = session.scalar(select(CentreRow).where(CentreRow.code == str(wanted["centre"])))
        if centre is None:
            raise Refused("unknown")
        starts, phone = slot_at(centre, str(wanted["starts"]), now), payload.get("caller") or None
        values = seat_values(database.keyring, centre.id, starts, key, phone, now)
        take_seat(session, centre.seats, values)
        return str(values["number"])


def seat_values(
    keyring: Keyring, centre: int, starts: datetime, key: str, phone: str | None, now: datetime
) -> dict[str, Any]:
    """Return the columns of an appointment but its seat."""
    return {"centre_id": centre, "starts": starts, **holder(keyring, key, phone, now)}


def holder(keyring: Keyring, key: str, phone: str | None, now: datetime) -> dict[str, Any]:
    """Return the columns that say whose a seat is, of an appointment or a course: its number, and the phone's."""
    index = phone and keyring.blind_index(str(phone))
    return {"key": key, "number": number_of(key), "phone": phone, "phone_index": index, "at": now}


def clock_of(database: Database, centre: str) -> dict[str, Json]:
    """Return by which clock slots of a centre are, and how long they last: for calendars."""
    with database.reading() as session:
        found = select(CentreRow.timezone, CentreRow.slot_minutes).where(CentreRow.code == centre)
        timezone, minutes = session.execute(found).one()
    return {"timezone": timezone, "minutes": minutes}


def slot_at(centre: CentreRow, starts: str, now: datetime) -> datetime:
    """Return when a slot begins, if it is one of this centre and not too near; raise Refused."""
    zone = ZoneInfo(centre.timezone)
    here = now.astimezone(zone).replace(tzinfo=None)
    at = datetime.fromisoformat(starts).replace(tzinfo=None)
    there = slots(hours_of(centre), centre.slot_minutes, here, holidays_of(centre.country))
    if at < here + NOTICE:
        raise Refused("late")
    if at not in there:
        raise Refused("closed")
    return at.replace(tzinfo=zone)


def take_seat(
    session: Session, seats: int, values: dict[str, Any], row: type[AppointmentRow | CourseSeatRow] = AppointmentRow
) -> None:
    """Take the first seat that nobody has; the primary key lets only one have each. Raise Refused when none is left."""
    if not any(insert_new(session, row, values | {"seat": seat}) for seat in range(seats)):
        raise Refused("taken")
