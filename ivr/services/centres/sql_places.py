"""Find the places that callers name or type in our own tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, select

from ivr.services.centres.centres import Place
from ivr.services.centres.names import BETWEEN, plain
from ivr.services.centres.tables import CentreRow, PlaceNameRow, PlacePrefixRow, PlaceRow

MOST = 12
FEWEST_KEYS, FEWEST_FIGURES = 2, 2
"""Keys of a name, and leading figures of a postcode, below which nothing is sought."""


def places_named(rows: Connection, sought: str, country: str) -> list[Place]:
    """Return the places of a name, those of the country alone where there are any; else those of an area's name."""
    name, _, area = sought.partition(BETWEEN)
    for is_area in (False, True):
        found = rows.execute(_ordered(country, PlaceNameRow.name == plain(name), PlaceNameRow.is_area == is_area))
        if meant := _in_area(at_home(found.all(), country), area):
            return [_place(row) for row in meant]
    return []


def places_spelled(rows: Connection, keys: str, country: str) -> list[Place]:
    """Return the places whose name begins with these keys of a telephone, those of exactly this name first."""
    if len(keys) < FEWEST_KEYS:
        return []
    begins = (PlaceNameRow.keys >= keys, PlaceNameRow.keys < keys + ":", ~PlaceNameRow.is_area)  # ":" follows "9"
    exact = case((PlaceNameRow.keys == keys, 0), else_=1)
    found = rows.execute(_ordered(country, *begins, before=(exact,))).all()
    return [_place(row) for row in at_home(found, country)]


def place_of_postcode(rows: Connection, figures: str, country: str) -> list[Place]:
    """Return where the centre with the nearest postcode is: the longer the same beginning, the nearer."""
    for length in range(len(figures), FEWEST_FIGURES - 1, -1):
        prefix = figures[:length]
        alike = (CentreRow.country == country, CentreRow.figures >= prefix, CentreRow.figures < prefix + ":")
        found = rows.execute(select(CentreRow).where(*alike).order_by(CentreRow.figures).limit(MOST * 10)).all()
        same = [row for row in found if len(row.figures) == len(figures)]
        if same:
            near = min(same, key=lambda row: (abs(int(row.figures) - int(figures)), row.code))
            return [Place(near.city, {}, near.country, near.latitude, near.longitude)]
    return []


def figures_of_postcodes(rows: Connection, country: str) -> int:
    """Return how many figures the postcodes of a country have; 0 where they have letters, or nothing is known."""
    first = select(CentreRow.figures).where(CentreRow.country == country, CentreRow.figures != "").limit(1)
    return len(rows.scalar(first) or "")


def places_of_number(rows: Connection, number: str) -> list[Place]:
    """Return the places whose phone numbers begin as this one does, by the longest prefix that any has."""
    digits = number.lstrip("+")
    prefixes = [digits[:length] for length in range(len(digits), 0, -1)]
    with_prefix = select(PlaceRow, PlacePrefixRow.prefix).join(PlacePrefixRow, PlacePrefixRow.place_id == PlaceRow.id)
    begins = with_prefix.where(PlacePrefixRow.prefix.in_(prefixes)).order_by(PlaceRow.size.desc(), PlaceRow.key)
    found: list[Any] = list(rows.execute(begins).all())
    longest = max((len(row.prefix) for row in found), default=0)
    return [_place(row) for row in found if len(row.prefix) == longest][:MOST]


def at_home(found: Sequence[Row[Any]], country: str) -> list[Row[Any]]:
    """Return each place once, and only those of a country where there are any."""
    once = {row.id: row for row in found}.values()
    return [row for row in once if row.country == country] or list(once)


def _ordered(country: str, *conditions: Any, before: Iterable[Any] = ()) -> Select[Any]:
    is_home = case((PlaceRow.country == country, 0), else_=1)
    joined = select(PlaceRow).join(PlaceNameRow, PlaceNameRow.place_id == PlaceRow.id).where(*conditions)
    return joined.order_by(is_home, *before, PlaceRow.size.desc(), func.length(PlaceRow.key), PlaceRow.key).limit(MOST)


def _in_area(found: list[Row[Any]], area: str) -> list[Row[Any]]:
    if not area:
        return found
    return [row for row in found if plain(area) in [plain(name) for name in row.area.values()]]


def _place(row: Row[Any]) -> Place:
    return Place(row.name, row.area, row.country, row.latitude, row.longitude)
