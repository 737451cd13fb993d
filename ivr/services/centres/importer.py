"""Put service centres, places and courses into our tables: new ones in, known ones up to date."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Insert, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from ivr.identifiers.keypad import as_keys
from ivr.services.centres.names import Names, digits_of, plain, spellings
from ivr.services.centres.tables import CentreRow, CourseRow, PlaceNameRow, PlacePrefixRow, PlaceRow
from ivr.sources import Stored
from ivr.storage import Keyring, connection_of
from ivr.storage.conflict import insert_or_update

_CENTRE = select(CentreRow.id).where(CentreRow.code == bindparam("wanted"))
_AT = select(CentreRow.id, CentreRow.timezone).where(CentreRow.code == bindparam("wanted"))
_COURSE = select(CourseRow.id).where(CourseRow.code == bindparam("wanted"))
_PLACE = select(PlaceRow.__table__).where(PlaceRow.key == bindparam("wanted"))
_NEW_PLACE = insert(PlaceRow).returning(PlaceRow.id)
_NEW_NAMES, _NEW_PREFIXES = insert(PlaceNameRow), insert(PlacePrefixRow)
_CHANGED_PLACE = update(PlaceRow).where(PlaceRow.id == bindparam("place"))
_GROW = update(PlaceRow).where(PlaceRow.id == bindparam("place")).values(size=PlaceRow.size + 1)
_FORGET_NAMES = delete(PlaceNameRow).where(PlaceNameRow.place_id == bindparam("place"))
_PREFIXES = select(PlacePrefixRow.prefix).where(PlacePrefixRow.place_id == bindparam("place"))
_FORGET_PREFIXES = delete(PlacePrefixRow).where(PlacePrefixRow.place_id == bindparam("place"))
COLUMNS = ("name", "area", "latitude", "longitude")


def store_centre(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store one centre, and its city and district as places; tell whether it is new."""
    rows = connection_of(session)
    is_new = rows.scalar(_CENTRE, {"wanted": values["code"]}) is None
    insert_or_update(rows, CentreRow, ("code",), _centre(values))
    for name in filter(None, (values["city"], values["district"])):
        place = {each: values[each] for each in ("area", "country", "latitude", "longitude")} | {"name": name}
        known = rows.execute(_PLACE, {"wanted": _key(place)}).first()
        found = _add_place(rows, place) if known is None else known.id
        if is_new:
            rows.execute(_GROW, {"place": found})
    return Stored(is_new)


def store_place(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store one place with all that it is called, and the prefixes of its phone numbers; tell whether it is new."""
    rows = connection_of(session)
    known = rows.execute(_PLACE, {"wanted": _key(values)}).first()
    place = _add_place(rows, values) if known is None else known.id
    if known is not None and any(known._mapping[each] != values[each] for each in COLUMNS):
        rows.execute(_CHANGED_PLACE, {"place": place} | {each: values[each] for each in COLUMNS})
        rows.execute(_FORGET_NAMES, {"place": place})
        _name(rows, place, values["name"], values["area"])
    if set(values["prefixes"]) != set(rows.scalars(_PREFIXES, {"place": place}) if known else ()):
        rows.execute(_FORGET_PREFIXES, {"place": place})
        _insert(rows, _NEW_PREFIXES, [{"prefix": each, "place_id": place} for each in values["prefixes"]])
    return Stored(known is None)


def store_course(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store a course; tell whether it is new. One at an unknown centre is noted and left out; seats stay taken."""
    rows = connection_of(session)
    at = rows.execute(_AT, {"wanted": values["centre"]}).first()
    if at is None:
        return Stored(False, "no centre has this code; the row was left out")
    columns = {name: values[name] for name in ("code", "title", "seats")}
    columns |= {"centre_id": at.id, "starts": values["starts"].replace(tzinfo=ZoneInfo(at.timezone))}
    is_new = rows.scalar(_COURSE, {"wanted": values["code"]}) is None
    insert_or_update(rows, CourseRow, ("code",), columns)
    return Stored(is_new)


def _centre(values: Mapping[str, Any]) -> dict[str, Any]:
    same = ("code", "name", "address", "country", "postcode", "latitude", "longitude", "timezone", "exceptions")
    more = {each: values[each] for each in ("extended", "seats", "slot_minutes")}
    named = {"city": values["district"] or values["city"], "week": values["hours"]}
    return {each: values[each] for each in same} | more | named | {"figures": digits_of(values["postcode"])}


def _add_place(rows: Connection, values: Mapping[str, Any]) -> int:
    columns = {each: values[each] for each in (*COLUMNS, "country")} | {"key": _key(values), "size": 0}
    place = int(rows.execute(_NEW_PLACE, columns).scalar_one())
    _name(rows, place, values["name"], values["area"])
    return place


def _name(rows: Connection, place: int, name: Names, area: Names) -> None:
    said = [(each, False) for each in spellings(name)] + [(each, True) for each in spellings(area)]
    _insert(
        rows,
        _NEW_NAMES,
        [{"place_id": place, "name": each, "is_area": is_area, "keys": as_keys(each)} for each, is_area in said],
    )


def _insert(rows: Connection, statement: Insert, values: list[dict[str, Any]]) -> None:
    if values:
        rows.execute(statement, values)


def _key(values: Mapping[str, Any]) -> str:
    """Return what tells a place from all others: its plain name, area and country."""
    first = [plain(next(iter(values[each].values()), "")) for each in ("name", "area")]
    return "/".join((*first, values["country"]))[:255]
