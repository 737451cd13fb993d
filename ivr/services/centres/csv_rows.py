"""Read service centres, and the places near which they are sought, from CSV files.

A column of names may have others beside it for further languages: `city`, `city_fr`, `city_zh`.
"""

import re
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ivr.services.centres.hours import read_hours
from ivr.sources.names import by_language, columns_beside
from ivr.sources.rows import BadRow, Readers, Row, Rows, read_rows
from ivr.sources.values import country, text, whole, words

LONGEST_NAME = 64
MOST_EXTENDED, MOST_SEATS, SLOT_MINUTES = 180, 50, range(5, 241)
USUAL_SLOT = 30


def read_centres(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as a centre's columns, or as a BadRow; raise UnusableFile."""
    named = ("name", "address", "city", "district", "area")
    optional = (*_others(named), "district", "area", *("exceptions", "extended", "seats", "slot_minutes"))
    read = {**_names(named, needed=("name", "address", "city")), **CENTRE}
    return (_centre(row, named) if isinstance(row, Row) else row for row in read_rows(path, read, optional))


def read_places(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as a place's columns, or as a BadRow; raise UnusableFile."""
    named = ("name", "area")
    optional = (*_others(named), "area", "prefixes")
    read = {**_names(named, needed=("name",)), **PLACE}
    return (_gathered(row, named) if isinstance(row, Row) else row for row in read_rows(path, read, optional))


def read_courses(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as a course's columns, or as a BadRow; raise UnusableFile."""
    read = {**_names(("title",), needed=("title",)), **COURSE}
    found = read_rows(path, read, _others(("title",)))
    return (_gathered(row, ("title",)) if isinstance(row, Row) else row for row in found)


def _names(named: tuple[str, ...], needed: tuple[str, ...]) -> Readers:
    first = {name: words if name in needed else text for name in named}
    return {**first, **dict.fromkeys(_others(named), text)}


def _others(named: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column for name in named for column in columns_beside(name))


def _gathered(row: Row, named: tuple[str, ...]) -> Row:
    """Gather the names of each column by language."""
    others = {name: value for name, value in row.values.items() if name not in _others(named)}
    return Row(others | {name: by_language(row.values, name) for name in named}, row.line, row.lines)


def _centre(row: Row, named: tuple[str, ...]) -> Row | BadRow:
    """Prove the hours, which stand in three columns."""
    values = row.values
    wrong = []
    for column, given in (("hours", (values["hours"], "")), ("exceptions", ("", values["exceptions"]))):
        try:
            read_hours(*given)
        except ValueError as error:
            wrong.append(f"{column}: {error}")
    return BadRow(row.line, "; ".join(wrong), row.lines) if wrong else _gathered(row, named)


@lru_cache(maxsize=512)
def _zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("give an IANA name of a time zone, like Europe/Paris") from None


def _degrees(most: int) -> Any:
    def read(value: str) -> float:
        try:
            degrees = float(value)
        except ValueError:
            degrees = most + 1.0
        if not -most <= degrees <= most:
            raise ValueError(f"give degrees from -{most} to {most}, like 48.857")
        return degrees

    return read


def _number(least: int, most: int, usual: int) -> Any:
    def read(value: str) -> int:
        if not value:
            return usual
        if not value.isdecimal() or not least <= int(value) <= most:
            raise ValueError(f"give a whole number from {least} to {most}")
        return int(value)

    return read


def _code(value: str) -> str:
    if not re.fullmatch(r"[\w.-]{1,64}", value):
        raise ValueError("give 1 to 64 letters, digits, dots or hyphens; it names it for good")
    return value


def _local(value: str) -> datetime:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("give a time like 2026-12-03T10:00") from None
    if at.tzinfo:
        raise ValueError("give the time by the centre's own clock, without a zone")
    return at


def _postcode(value: str) -> str:
    if len(value) > LONGEST_NAME:
        raise ValueError(f"give at most {LONGEST_NAME} characters")
    return text(value.upper())


def _prefixes(value: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.lstrip("+") for part in re.split(r"[\s,;/]+", value) if part))
    if not all(re.fullmatch(r"[1-9][0-9]{0,11}", each) for each in found):
        raise ValueError("give the first digits of phone numbers with the country code, like +1617 +1857")
    return found


CENTRE: Readers = {
    "code": _code,
    "country": country,
    "postcode": _postcode,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "timezone": _zone,
    "hours": words,
    "exceptions": text,
    "extended": _number(0, MOST_EXTENDED, 0),
    "seats": _number(0, MOST_SEATS, 0),
    "slot_minutes": _number(SLOT_MINUTES.start, SLOT_MINUTES.stop - 1, USUAL_SLOT),
}
COURSE: Readers = {"code": _code, "centre": _code, "starts": _local, "seats": whole(0, MOST_SEATS)}
PLACE: Readers = {
    "country": country,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "prefixes": _prefixes,
}
