"""Book a seat of a course: none is given twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.services.centres.booking import holder, take_seat
from ivr.services.centres.courses import NOTICE
from ivr.services.centres.tables import CentreRow, CourseRow, CourseSeatRow
from ivr.services.service import Context
from ivr.storage import Json, Keyring


def open_course_booking(context: Context) -> Do:
    """Return what books seats: in the HTTP back end when the settings name one, else in our own tables."""
    database = context.database
    if post := context.posts("/centres/courses/book"):
        return post

    def do(payload: Json, key: str) -> Json:
        wanted: Any = payload if isinstance(payload, dict) else {}
        with database.writing() as session:
            number = _booked(session, database.keyring, wanted, key, context.now())
            at = select(CentreRow.timezone).join(CourseRow).where(CourseRow.code == str(wanted["course"]["id"]))
            return {"number": number, "timezone": session.scalar(at)}

    return do


def _booked(session: Session, keyring: Keyring, wanted: Any, key: str, now: datetime) -> str:
    """Take the first seat that nobody has; a key that was seen before gets the same number again. Raise Refused."""
    known = session.scalar(select(CourseSeatRow.number).where(CourseSeatRow.key == key))
    if known is not None:
        return known
    course = session.scalar(select(CourseRow).where(CourseRow.code == str(wanted["course"]["id"])))
    if course is None:
        raise Refused("unknown")
    if course.starts < now + NOTICE:
        raise Refused("late")
    values = {"course_id": course.id, **holder(keyring, key, wanted.get("caller") or None, now)}
    take_seat(session, course.seats, values, CourseSeatRow)
    return str(values["number"])
