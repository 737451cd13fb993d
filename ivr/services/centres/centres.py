"""What the hotline may ask about service centres, and what it gets back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from ivr.services.centres.names import Names
from ivr.storage import Json

Unit = Literal["km", "miles"]
MILES = frozenset({"US", "GB"})
"""Countries whose distances are told in miles."""

KILOMETRES_PER_MILE = 1.609


@dataclass(frozen=True)
class Place:
    """A city, a district or the surroundings of a postcode; `area` is its state or province, by language."""

    name: Names
    area: Names
    country: str
    latitude: float
    longitude: float

    def to_json(self) -> dict[str, Json]:
        """Return the place as JSON; `area` is None where it has none."""
        names: dict[str, Json] = {"name": dict(self.name), "area": dict(self.area) or None, "country": self.country}
        return names | {"latitude": self.latitude, "longitude": self.longitude}


@dataclass(frozen=True)
class Centre:
    """A service centre near a place, with how it is now; times are by its own clock, without a zone.

    `map` is the address of a map, "" for none. `status` is open, extended, closed, or holiday (closed for one). `books`
    tells whether it takes appointments.
    """

    id: str
    name: Names
    address: Names
    city: Names
    country: str
    kilometres: float
    status: str
    closes: datetime | None = None
    extended: datetime | None = None
    opens: datetime | None = None
    books: bool = False
    map: str = ""

    def to_json(self) -> dict[str, Json]:
        """Return the centre as JSON: its distance in the unit of its country, moments as ISO 8601."""
        unit: Unit = "miles" if self.country in MILES else "km"
        distance = round(self.kilometres / (KILOMETRES_PER_MILE if unit == "miles" else 1))
        names: dict[str, Json] = {"name": dict(self.name), "address": dict(self.address), "city": dict(self.city)}
        moments: dict[str, Json] = {
            each: moment.isoformat() if moment else None
            for each, moment in (("closes", self.closes), ("extended", self.extended), ("opens", self.opens))
        }
        how: dict[str, Json] = {"distance": distance, "unit": unit, "status": self.status, "books": self.books}
        return {"id": self.id, "map": self.map} | names | how | moments


@dataclass(frozen=True)
class FreeDay:
    """A day with free slots; `times` are by the centre's own clock, without a zone."""

    day: date
    times: tuple[datetime, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the day as JSON."""
        return {"day": self.day.isoformat(), "times": [moment.isoformat() for moment in self.times]}


class Centres(Protocol):
    """Where centres are found. All of this only reads, and raises LookupFailed."""

    def places(self, sought: str, country: str, call_sid: str) -> tuple[Place, ...]:
        """Return what a name, a name with its area ("portland, oregon"), or typed keys may mean, the likeliest first.

        Keys are a postcode, or the first letters of a name. What is in the country goes before what is elsewhere.
        """
        ...

    def places_of_number(self, number: str, call_sid: str) -> tuple[Place, ...]:
        """Return the places where a phone number (+ and country code) may be, the largest first."""
        ...

    def nearest(self, latitude: float, longitude: float, country: str, call_sid: str) -> tuple[Centre, ...]:
        """Return the nearest centres of a country, at most three, the nearest first."""
        ...

    def free(self, centre: str, call_sid: str) -> tuple[FreeDay, ...]:
        """Return the next days on which a centre has free slots, with these."""
        ...
