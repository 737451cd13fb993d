"""Find service centres in somebody else's system over HTTP, as openapi.yaml describes it."""

from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter

from ivr.services.centres.centres import Centre, FreeDay, Place
from ivr.services.centres.names import Names
from ivr.sources import LookupFailed
from ivr.sources.http import OPEN_SECONDS, BackEnd
from ivr.sources.values import one_line
from ivr.storage import Json

PLACES = TypeAdapter(dict[str, tuple[Place, ...]])
CENTRES = TypeAdapter(dict[str, tuple[Centre, ...]])
DAYS = TypeAdapter(dict[str, tuple[FreeDay, ...]])


class HttpCentres:
    """Ask an HTTP back end."""

    def __init__(self, url: str, token: str, *, open_seconds: float = OPEN_SECONDS) -> None:
        self._back_end = BackEnd(url, token, open_seconds)

    def places(self, sought: str, country: str, call_sid: str) -> tuple[Place, ...]:
        """Return what a name or typed keys may mean; see ivr.services.centres.centres.Centres."""
        question: dict[str, Json] = {"sought": sought, "country": country, "call": call_sid}
        found = self._back_end.read_part("/centres/places", question, PLACES, "places")
        return tuple(map(_place, found))

    def places_of_number(self, number: str, call_sid: str) -> tuple[Place, ...]:
        """Return where a phone number may be; see ivr.services.centres.centres.Centres."""
        question: dict[str, Json] = {"number": number, "call": call_sid}
        found = self._back_end.read_part("/centres/places", question, PLACES, "places")
        return tuple(map(_place, found))

    def nearest(self, latitude: float, longitude: float, country: str, call_sid: str) -> tuple[Centre, ...]:
        """Return the nearest centres of a country; see ivr.services.centres.centres.Centres."""
        where: dict[str, Json] = {"latitude": latitude, "longitude": longitude, "country": country, "call": call_sid}
        found = self._back_end.read_part("/centres/nearest", where, CENTRES, "centres")
        return tuple(map(_centre, found))

    def free(self, centre: str, call_sid: str) -> tuple[FreeDay, ...]:
        """Return the next days with free slots; see ivr.services.centres.centres.Centres."""
        found = self._back_end.read_part("/centres/slots", {"centre": centre, "call": call_sid}, DAYS, "days")
        here = (replace(day, times=tuple(each.replace(tzinfo=None) for each in day.times)) for day in found)
        return tuple(day for day in here if day.times)


def _place(place: Place) -> Place:
    return replace(place, name=_named(place.name), area=_said(place.area))


def _centre(centre: Centre) -> Centre:
    """Return a centre with names that can be said, and moments by its own clock without a zone."""
    return replace(
        centre,
        name=_named(centre.name),
        address=_named(centre.address),
        city=_named(centre.city),
        closes=_here(centre.closes),
        extended=_here(centre.extended),
        opens=_here(centre.opens),
    )


def _here(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(tzinfo=None)


def _named(names: Names) -> Names:
    said = _said(names)
    if not said:
        raise LookupFailed("a place or a centre has no name", permanent=True)
    return said


def _said(names: Names) -> Names:
    lines = {code: one_line(name) for code, name in names.items()}
    return {code: name for code, name in lines.items() if name}
