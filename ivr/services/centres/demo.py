"""Invent about a thousand service centres in real cities, so that a newcomer has something to ask for."""

import csv
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from ivr.services.centres.booking import holder, seat_values, take_seat
from ivr.services.centres.importer import store_centre, store_course, store_place
from ivr.services.centres.sql_centres import SqlCentres
from ivr.services.centres.tables import CentreRow, CourseRow, CourseSeatRow
from ivr.sources import Row, import_rows
from ivr.sources.names import FIRST_LANGUAGE, by_language
from ivr.storage import Database

CITIES = Path(__file__).parent / "demo_cities.csv"
"""Cities with their coordinates (of GeoNames, CC BY 4.0), postcodes, phone prefixes, and how many centres they get."""

CUSTOMER_PHONE, APPOINTMENT, SEAT = "+12025550143", "47291600", "47291618"
FIRST_STEPS = '  service centre:   say "where is the nearest service centre", then Boston or Springfield; 02114'
BY_KEYS = "  service centre:   press 3, then 6; then 0 2 1 1 4 pound, or 2 6 7 pound, the first letters of Boston"

STREETS = {
    "en": (
        "{} Main St",
        "{} Market St",
        "{} Station Rd",
        "{} W 4th Ave",
        "{} Harbor Blvd",
        "{} Church St, Ste 200",
        "{} Elm St",
    ),
    "fr": ("{} rue de la République", "{} av. Jean-Jaurès", "{} bd de la Gare", "{} bis pl. du Marché"),
    "zh": ("中山路{}号", "人民路{}号", "解放大道{}号", "建设路{}号二楼"),
}
NAMES = {
    "en": (
        "Central",
        "Riverside",
        "Station",
        "Market Square",
        "Harbour",
        "North",
        "University",
        "Old Town",
        "West End",
    ),
    "fr": ("Centre", "Rivière", "Gare", "Marché", "Port", "Nord", "Université", "Vieille Ville", "Ouest"),
    "zh": ("中心店", "河滨店", "车站店", "市场店", "港湾店", "城北店", "大学城店", "老城店", "城西店"),
}
WEEKS = (
    ("mon-fri 09:00-18:00; sat 10:00-16:00", "last wed closed", 60),
    ("mon-sat 10:00-19:00", "12-24 10:00-14:00; 12-31 10:00-14:00", 120),
    ("mon-sun 10:00-20:00", "holidays 11:00-17:00", 0),
)
WEEKS_IN_FRANCE = (
    ("mon-fri 09:30-12:30 14:00-18:30; sat 10:00-17:00", "", 60),
    ("mon-sat 10:00-19:00", "first mon closed", 120),
)
WEEKS_IN_CHINA = (
    ("mon-sun 09:00-18:00", "holidays 10:00-17:00", 120),
    ("mon-sun 10:00-21:00", "holidays 10:00-21:00", 0),
)
TITLES = (
    {"en": "First steps", "fr": "Premiers pas", "zh": "手机入门课"},
    {"en": "Photos and messages", "fr": "Photos et messages", "zh": "拍照和发信息课"},
)
"""What courses for older users are about."""

SPREAD = 0.06
"""Degrees within which the centres of a city lie around its middle."""


def add_demo_centres(database: Database, now: datetime) -> None:
    """Fill empty tables of places and centres; leave those that have any alone."""
    with database.reading() as session:
        is_empty = session.scalar(select(CentreRow.id).limit(1)) is None
    if is_empty:
        cities = list(demo_cities())
        import_rows(database, store_place, map(Row, map(_place, cities)))
        import_rows(database, store_centre, map(Row, demo_centres(cities)))
    with database.reading() as session:
        has_courses = session.scalar(select(CourseRow.id).limit(1)) is not None
    if not has_courses:
        import_rows(database, store_course, map(Row, demo_courses(demo_centres(list(demo_cities())), now)))
    if is_empty:
        _book(database, now)


def _book(database: Database, now: datetime) -> None:
    """Book for the customer of the demo: the second free day of a centre, and a seat of the first course."""
    taking = select(CentreRow).where(CentreRow.seats > 0, CentreRow.country == "US").order_by(CentreRow.id).limit(1)
    with database.writing() as session:
        centre = session.scalars(taking).one()
        days = SqlCentres(database, lambda: now).free(centre.code, "")
        starts = days[1].times[0].replace(tzinfo=ZoneInfo(centre.timezone))
        values = seat_values(database.keyring, centre.id, starts, "demo", CUSTOMER_PHONE, now)
        take_seat(session, centre.seats, values | {"number": APPOINTMENT})
        course = session.scalars(select(CourseRow).order_by(CourseRow.starts, CourseRow.id).limit(1)).one()
        whose = holder(database.keyring, "demo", CUSTOMER_PHONE, now) | {"course_id": course.id, "number": SEAT}
        take_seat(session, course.seats, whose, CourseSeatRow)


def demo_courses(centres: Iterator[dict[str, Any]], now: datetime) -> Iterator[dict[str, Any]]:
    """Yield two courses in the next weeks for each eighth centre."""
    for number, centre in enumerate(centres):
        for place, title in enumerate(TITLES) if number % 8 == 0 else ():
            day = now.date() + timedelta(days=3 + (number // 8) % 11 + 7 * place)
            at = datetime.combine(day, time(10 + 4 * place))
            yield {"code": f"{centre['code']}-{place}", "centre": centre["code"], "title": title} | {
                "starts": at,
                "seats": 8,
            }


def demo_cities() -> Iterator[dict[str, str]]:
    """Yield the cities."""
    with CITIES.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def demo_centres(cities: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the invented centres; always the same ones."""
    chance = Random(319)
    for city in cities:
        for number in range(int(city["centres"])):
            yield _centre(chance, city, number)


def _place(city: dict[str, str]) -> dict[str, Any]:
    where = {each: float(city[each]) for each in ("latitude", "longitude")}
    named = {"name": by_language(city, "city"), "area": by_language(city, "area")}
    return {**named, **where, "country": city["country"], "prefixes": tuple(city["prefixes"].split())}


def _centre(chance: Random, city: dict[str, str], number: int) -> dict[str, Any]:
    place, country = _place(city), city["country"]
    weeks = {"FR": WEEKS_IN_FRANCE, "BE": WEEKS_IN_FRANCE, "CN": WEEKS_IN_CHINA, "HK": WEEKS_IN_CHINA}.get(
        country, WEEKS
    )
    week, exceptions, extended = chance.choice(weeks)
    local = {"FR": "fr", "BE": "fr", "CN": "zh", "HK": "zh"}.get(country, FIRST_LANGUAGE)
    street = chance.randrange(len(STREETS[local]))
    figure = chance.choice((chance.randrange(2, 99), chance.randrange(100, 199), chance.randrange(1000, 2400)))
    figure = figure % 200 + 2 if local == "fr" else figure
    address = {local: STREETS[local][street].format(figure)}
    if local == "zh":
        address = {FIRST_LANGUAGE: f"{figure} {('Zhongshan', 'Renmin', 'Jiefang', 'Jianshe')[street]} Rd"} | address
    place.pop("prefixes")
    return place | {
        "code": f"{country}-{city['latitude']}-{city['longitude']}-{number}",
        "name": {code: f"{NAMES[code][number % len(NAMES[code])]}" for code in NAMES},
        "city": place.pop("name"),
        "district": {},
        "address": address,
        "postcode": city["postcode"],
        "latitude": round(place["latitude"] + chance.uniform(-SPREAD, SPREAD), 4),
        "longitude": round(place["longitude"] + chance.uniform(-SPREAD, SPREAD), 4),
        "timezone": city["timezone"],
        "hours": week,
        "exceptions": exceptions,
        "extended": extended,
        "seats": chance.choice((1, 2, 3)),
        "slot_minutes": 30,
    }
