"""Find service centres in our own tables: the nearest ones with their hours, and their free slots."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from math import cos, radians
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, select

from ivr.regions import public_holidays
from ivr.services.centres import sql_places
from ivr.services.centres.centres import Centre, FreeDay, Place
from ivr.services.centres.distance import KILOMETRES_PER_DEGREE, kilometres
from ivr.services.centres.hours import Hours, IsHoliday, now_at, read_hours
from ivr.services.centres.slots import free_days
from ivr.services.centres.tables import AppointmentRow, CentreRow
from ivr.storage import Database

NEAREST = 3
BOXES = (0.5, 2.0, 8.0, 180.0)
"""Half the height in degrees of the boxes in which is sought, the next where one has too few centres."""

FAR = 300.0
"""Kilometres from which only the nearest centre is told."""

SOUGHT_DAYS = 30
Clock = Callable[[], datetime]


class SqlCentres:
    """Look service centres up in the hotline's database."""

    def __init__(self, database: Database, now: Clock = lambda: datetime.now(UTC), map_url: str = "") -> None:
        self._database = database
        self._now = now
        self._map_url = map_url

    def places(self, sought: str, country: str, call_sid: str) -> tuple[Place, ...]:
        """Return what a name or typed keys may mean; see ivr.services.centres.centres.Centres."""
        with self._database.reading_rows() as rows:
            if not sought.isdecimal():
                return tuple(sql_places.places_named(rows, sought, country))
            is_postcode = len(sought) == sql_places.figures_of_postcodes(rows, country)
            found = sql_places.place_of_postcode(rows, sought, country) if is_postcode else []
            return tuple(found or sql_places.places_spelled(rows, sought, country))

    def places_of_number(self, number: str, call_sid: str) -> tuple[Place, ...]:
        """Return where a phone number may be; see ivr.services.centres.centres.Centres."""
        with self._database.reading_rows() as rows:
            return tuple(sql_places.places_of_number(rows, number))

    def nearest(self, latitude: float, longitude: float, country: str, call_sid: str) -> tuple[Centre, ...]:
        """Return the nearest centres of a country; see ivr.services.centres.centres.Centres."""
        with self._database.reading_rows() as rows:
            found = _near(rows, latitude, longitude, country)
        return tuple(_centre(row, away, self._now(), self._map_url) for away, row in found)

    def free(self, centre: str, call_sid: str) -> tuple[FreeDay, ...]:
        """Return the next days with free slots; see ivr.services.centres.centres.Centres."""
        now = self._now()
        with self._database.reading_rows() as rows:
            row = rows.execute(select(CentreRow).where(CentreRow.code == centre)).first()
            if row is None:
                return ()
            zone = ZoneInfo(row.timezone)
            taken = _taken(rows, row.id, now, zone)
        return free_days(hours_of(row), row, now.astimezone(zone).replace(tzinfo=None), taken, holidays_of(row.country))


def hours_of(row: Row[Any] | CentreRow) -> Hours:
    """Return the hours of a centre; they were proved when they were imported."""
    return read_hours(row.week, row.exceptions, row.extended)


def holidays_of(country: str) -> IsHoliday:
    """Return what tells whether a day is a public holiday of a country."""
    return lambda day: day in public_holidays(country, day.year)


def _near(rows: Connection, latitude: float, longitude: float, country: str) -> list[tuple[float, Row[Any]]]:
    for half in BOXES:
        found = sorted(_in_box(rows, latitude, longitude, country, half), key=lambda each: (each[0], each[1].code))
        near = [each for each in found if each[0] <= half * KILOMETRES_PER_DEGREE or half == BOXES[-1]]
        if len(near) >= NEAREST or half == BOXES[-1]:
            return [each for place, each in enumerate(near[:NEAREST]) if not place or each[0] < FAR]
    return []


def _in_box(
    rows: Connection, latitude: float, longitude: float, country: str, half: float
) -> Iterator[tuple[float, Row[Any]]]:
    wide = min(360.0, half / max(0.01, cos(radians(latitude))))
    north = CentreRow.latitude.between(latitude - half, latitude + half)
    east = CentreRow.longitude.between(longitude - wide, longitude + wide)
    for row in rows.execute(select(CentreRow).where(CentreRow.country == country, north, east)):
        yield kilometres(latitude, longitude, row.latitude, row.longitude), row


def _centre(row: Row[Any], away: float, now: datetime, map_url: str) -> Centre:
    here = now.astimezone(ZoneInfo(row.timezone)).replace(tzinfo=None, second=0, microsecond=0)
    found = now_at(hours_of(row), here, holidays_of(row.country))
    return Centre(
        id=row.code,
        name=row.name,
        address=row.address,
        city=row.city,
        country=row.country,
        kilometres=away,
        status=found.status,
        closes=found.closes,
        extended=found.extended,
        opens=found.opens,
        books=row.seats > 0,
        map=map_url.format(latitude=f"{row.latitude:.5f}", longitude=f"{row.longitude:.5f}"),
    )


def _taken(rows: Connection, centre: int, now: datetime, zone: ZoneInfo) -> dict[datetime, int]:
    """Return how many seats of each slot are taken, by the centre's clock."""
    taken: dict[datetime, int] = {}
    mine = (AppointmentRow.centre_id == centre, AppointmentRow.starts.between(now, now + timedelta(days=SOUGHT_DAYS)))
    for starts in rows.scalars(select(AppointmentRow.starts).where(*mine)):
        here = starts.astimezone(zone).replace(tzinfo=None)
        taken[here] = taken.get(here, 0) + 1
    return taken
