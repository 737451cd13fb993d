"""Find an appointment, or a seat of a course, by its number and phone number; give it another slot, or cancel it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import delete, null, select
from sqlalchemy.orm import Session

from ivr.identity.identifiers import factor_of
from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.page_links import revoke_links
from ivr.services.centres.booking import clock_of, seat_values, slot_at, take_seat
from ivr.services.centres.names import Names
from ivr.services.centres.tables import AppointmentRow, CentreRow, CourseRow, CourseSeatRow
from ivr.services.guarding import guarded
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Database, Json, Keyring


@dataclass(frozen=True)
class Appointment:
    """An appointment that is still to come; `starts` is by the centre's own clock, without a zone.

    A seat of a course is one as well: it has the `title` of the course.
    """

    number: str
    centre: str
    name: Names
    starts: datetime
    title: Names | None = None

    def to_json(self, phone: str) -> dict[str, Json]:
        """Return it as JSON, with the phone number that it was proved with."""
        named: dict[str, Json] = {"number": self.number, "centre": self.centre, "name": dict(self.name)}
        title: Json = dict(self.title) if self.title else None
        return named | {"starts": self.starts.isoformat(), "phone": phone, "title": title}


PAGE = "appointment"
"""The purpose of links to the page of an appointment; it ends when the appointment is moved or cancelled."""

ANSWER = TypeAdapter(dict[str, Appointment | None])


def open_appointments(context: Context) -> Source:
    """Return the source "appointment": its number and a phone number in, the appointment or seat out, or None.

    The phone is that of the call unless another was given. Wrong tries are counted, as for repairs; past the limits
    nothing is found.
    """
    find = _finder(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        proved: Any = using.get("appointment_proved")
        if proved:
            known = find(str(proved["number"]), str(proved["phone"]), call_sid)
            return Answer(known.to_json(str(proved["phone"])) if known else None)
        number, given = str(using["appointment_number"]), using.get("appointment_phone") or using.get("caller")
        phone = factor_of(str(given or ""), context.country(using))
        told, counted = guarded(context, number, phone, using, lambda: find(number, phone, call_sid))
        return Answer(told.to_json(phone) if told else None, (counted,))

    return ask


def open_moving(context: Context) -> Do:
    """Return what gives an appointment another slot, maybe of another centre; its number stays."""
    if post := context.posts("/centres/move"):
        return post

    def do(payload: Json, key: str) -> Json:
        wanted: Any = payload if isinstance(payload, dict) else {}
        with context.database.writing() as session:
            number = _moved(session, context.database.keyring, wanted, key, context.now())
            revoke_links(session, PAGE, number, context.now())
        return {"number": number, **clock_of(context.database, str(wanted["booking"]["centre"]))}

    return do


def open_cancelling(context: Context) -> Do:
    """Return what cancels an appointment, or gives a seat back; one that is gone already stays so."""
    if post := context.posts("/centres/cancel"):
        return post

    def do(payload: Json, key: str) -> Json:
        proved: Any = payload.get("appointment_proved") if isinstance(payload, dict) else None
        if not isinstance(proved, dict):
            raise Refused("unknown")
        with context.database.writing() as session:
            for row in (AppointmentRow, CourseSeatRow):
                session.execute(delete(row).where(*_mine(context.database.keyring, proved, row)))
            revoke_links(session, PAGE, str(proved["number"]), context.now())
        return {"number": str(proved["number"])}

    return do


def _finder(context: Context) -> Callable[[str, str, str], Appointment | None]:
    back_end = context.back_end
    if not back_end:
        return lambda number, phone, _call: _find(context.database, number, phone, context.now())

    def ask(number: str, phone: str, call_sid: str) -> Appointment | None:
        question = {"number": number, "phone": phone, "call": call_sid}
        return back_end.read_part("/centres/appointment", question, ANSWER, "appointment")

    return ask


def _find(database: Database, number: str, phone: str, now: datetime) -> Appointment | None:
    proved, at = {"number": number, "phone": phone}, (CentreRow.code, CentreRow.name, CentreRow.timezone)
    slot = select(AppointmentRow.starts, *at, null().label("title")).join(CentreRow)
    seat = select(CourseRow.starts, *at, CourseRow.title).join(CourseSeatRow).join(CentreRow)
    with database.reading_rows() as rows:
        row = (
            rows.execute(slot.where(*_mine(database.keyring, proved), AppointmentRow.starts > now)).first()
            or rows.execute(seat.where(*_mine(database.keyring, proved, CourseSeatRow), CourseRow.starts > now)).first()
        )
    if row is None:
        return None
    starts = row.starts.astimezone(ZoneInfo(row.timezone)).replace(tzinfo=None)
    return Appointment(number, row.code, row.name, starts, row.title)


def _moved(session: Session, keyring: Keyring, wanted: Mapping[str, Any], key: str, now: datetime) -> str:
    """Take the new seat and free the old one in one transaction; a key that was seen before changes nothing."""
    known = session.scalar(select(AppointmentRow.number).where(AppointmentRow.key == key))
    if known is not None:
        return known
    row = session.scalar(select(AppointmentRow).where(*_mine(keyring, wanted["moving"]), AppointmentRow.starts > now))
    centre = session.scalar(select(CentreRow).where(CentreRow.code == str(wanted["booking"]["centre"])))
    if row is None or centre is None:
        raise Refused("unknown")
    number, phone = row.number, row.phone
    values = seat_values(keyring, centre.id, slot_at(centre, str(wanted["booking"]["starts"]), now), key, phone, now)
    session.delete(row)
    session.flush()
    take_seat(session, centre.seats, values | {"number": number})
    return number


def _mine(
    keyring: Keyring, proved: Mapping[str, Any], row: type[AppointmentRow | CourseSeatRow] = AppointmentRow
) -> tuple[Any, Any]:
    index = keyring.blind_index(str(proved["phone"]))
    return row.phone_index == index, row.number == str(proved["number"])
