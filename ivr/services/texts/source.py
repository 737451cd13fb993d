"""Tell whether a number can be sent a text message, before the caller is promised one."""

from collections.abc import Mapping

from ivr.callflow.identity import region_of
from ivr.identity.identifiers import normal
from ivr.messaging import is_opted_out
from ivr.messaging.reach import cannot_reach
from ivr.messaging.rows import is_known_landline
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_reach(context: Context) -> Source:
    """Return the source "text_reach": the number called from in; out the number, or why it gets no messages."""

    def ask(using: Mapping[str, Json], _call_sid: str) -> Answer:
        number, why = _look(context, str(using["caller"]), using)
        return Answer({"to": "" if why else number, "why": why})

    return ask


def open_number(context: Context) -> Source:
    """Return the source "text_number": a number that was given in, as it is dialled out, or nothing."""

    def ask(using: Mapping[str, Json], _call_sid: str) -> Answer:
        number, why = _look(context, str(using["text_number"]), using)
        return Answer(None if why else {"to": number})

    return ask


def _look(context: Context, given: str, using: Mapping[str, Json]) -> tuple[str, str]:
    """Return a number as it is dialled, and why it gets no messages, "" when it does."""
    settings, country = context.settings, str(region_of(using).get("country", ""))
    number = normal(given, "phone", country or settings.region) or given
    countries = settings.sms_countries.split(",") if settings.sms_countries else [country, settings.region]
    if why := cannot_reach(number, countries):
        return number, why
    with context.database.reading_rows() as rows:
        if is_opted_out(rows, number):
            return number, "opted_out"
        return number, "landline" if is_known_landline(rows, number) else ""
