"""Choose where centres are looked up, and ask there with the values of the dialog."""

from collections.abc import Mapping
from typing import Any

from ivr.services.centres.centres import Centres
from ivr.services.centres.http_centres import HttpCentres
from ivr.services.centres.names import NEAR_ME
from ivr.services.centres.sql_centres import SqlCentres
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_places(context: Context) -> Source:
    """Return the source "places": what the caller named or typed in, the places that it may mean out."""
    centres = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        sought, number = str(using["centre_place"]), using.get("caller")
        if sought in NEAR_ME:
            found = centres.places_of_number(str(number), call_sid) if number else ()
        else:
            found = centres.places(sought, context.country(using), call_sid)
        return Answer([place.to_json() for place in found])

    return ask


def open_nearest(context: Context) -> Source:
    """Return the source "centres": a place in, the nearest centres of its country out."""
    centres = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        place: Any = using["centre_at"]
        where = (float(place["latitude"]), float(place["longitude"]), str(place["country"]))
        return Answer([centre.to_json() for centre in centres.nearest(*where, call_sid)])

    return ask


def open_slots(context: Context) -> Source:
    """Return the source "centre_slots": a centre in, or an appointment to be moved; the next days with slots out."""
    centres = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        moving, centre = using.get("moving"), using.get("centre")
        known: Any = moving["centre"] if isinstance(moving, dict) else centre["id"]  # type: ignore[call-overload, index]
        return Answer([day.to_json() for day in centres.free(str(known), call_sid)])

    return ask


def _open(context: Context) -> Centres:
    settings = context.settings
    if settings.look_up_url:
        return HttpCentres(settings.look_up_url, settings.look_up_token.get_secret_value())
    return SqlCentres(context.database, context.now, settings.map_url)
