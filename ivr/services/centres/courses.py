"""Find the next courses for older users near a place: at service centres, with free seats."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import Row, Select, func, select

from ivr.services.centres.distance import KILOMETRES_PER_DEGREE, kilometres
from ivr.services.centres.names import Names
from ivr.services.centres.tables import CentreRow, CourseRow, CourseSeatRow
from ivr.services.service import Context
from ivr.sources import Answer, LookupFailed, Source
from ivr.sources.http import BackEnd
from ivr.sources.values import one_line
from ivr.storage import Database, Json

NOTICE, SOUGHT = timedelta(hours=1), timedelta(days=120)
"""How long before it begins a seat can still be had, and how far ahead is sought."""

NEAR = (0.5, 2.0)
"""Half the height in degrees of the boxes in which is sought, the next where one has no course."""

MOST = 9


@dataclass(frozen=True)
class Course:
    """A course with free seats; `starts` is by the centre's own clock, without a zone."""

    id: str
    title: Names
    name: Names
    city: Names
    starts: datetime

    def to_json(self) -> dict[str, Json]:
        """Return it as JSON; the moment as ISO 8601."""
        names: dict[str, Json] = {"title": dict(self.title), "name": dict(self.name), "city": dict(self.city)}
        return {"id": self.id, "starts": self.starts.isoformat()} | names


ANSWER = TypeAdapter(dict[str, tuple[Course, ...]])


def open_courses(context: Context) -> Source:
    """Return the source "courses": a place in, the next courses near it out, the soonest first, at most nine."""
    back_end = context.back_end

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        place: Any = using["centre_at"]
        where = (float(place["latitude"]), float(place["longitude"]), str(place["country"]))
        found = (
            _of_back_end(back_end, where, call_sid)
            if back_end
            else courses_near(context.database, *where, context.now())
        )
        return Answer([course.to_json() for course in found])

    return ask


def courses_near(
    database: Database, latitude: float, longitude: float, country: str, now: datetime
) -> tuple[Course, ...]:
    """Return the next courses within some 50 km of a place, else within some 200 km; the soonest first."""
    for half in NEAR:
        wide = min(360.0, half / max(0.01, cos(radians(latitude))))
        box = (
            CentreRow.country == country,
            CentreRow.latitude.between(latitude - half, latitude + half),
            CentreRow.longitude.between(longitude - wide, longitude + wide),
        )
        with database.reading_rows() as rows:
            found = rows.execute(_free(now).where(*box)).all()
        near = [row for row in found if _away(row, latitude, longitude) <= half * KILOMETRES_PER_DEGREE]
        if near:
            return tuple(map(_course, near[:MOST]))
    return ()


def _free(now: datetime) -> Select[Any]:
    taken = select(func.count()).where(CourseSeatRow.course_id == CourseRow.id).scalar_subquery()
    wanted: tuple[Any, ...] = (
        CourseRow.code,
        CourseRow.title,
        CourseRow.starts,
        CentreRow.name,
        CentreRow.city,
        CentreRow.timezone,
    )
    return (
        select(*wanted, CentreRow.latitude, CentreRow.longitude)
        .join(CentreRow, CentreRow.id == CourseRow.centre_id)
        .where(CourseRow.starts.between(now + NOTICE, now + SOUGHT), taken < CourseRow.seats)
        .order_by(CourseRow.starts, CourseRow.code)
    )


def _away(row: Row[Any], latitude: float, longitude: float) -> float:
    return kilometres(latitude, longitude, row.latitude, row.longitude)


def _course(row: Row[Any]) -> Course:
    starts = row.starts.astimezone(ZoneInfo(row.timezone)).replace(tzinfo=None)
    return Course(row.code, row.title, row.name, row.city, starts)


def _of_back_end(back_end: BackEnd, where: tuple[float, float, str], call_sid: str) -> tuple[Course, ...]:
    asked: dict[str, Json] = dict(zip(("latitude", "longitude", "country"), where, strict=True))
    found = back_end.read_part("/centres/courses", asked | {"call": call_sid}, ANSWER, "courses")
    return tuple(map(_said, found[:MOST]))


def _said(course: Course) -> Course:
    """Return a course with names that can be said, and its start by the centre's own clock."""
    title, name, city = map(_lines, (course.title, course.name, course.city))
    if not (title and name and city):
        raise LookupFailed("a course lacks its title, centre or city", permanent=True)
    return replace(course, title=title, name=name, city=city, starts=course.starts.replace(tzinfo=None))


def _lines(names: Names) -> Names:
    lines = {code: one_line(text) for code, text in names.items()}
    return {code: line for code, line in lines.items() if line}
