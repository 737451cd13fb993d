"""Choose where warranties are looked up, and ask there with the values of the dialog."""

from collections.abc import Callable, Mapping
from datetime import datetime

from ivr.callflow.identity import device
from ivr.services.service import Context
from ivr.services.warranty.extensions import Extensions
from ivr.services.warranty.http_warranties import HttpWarranties
from ivr.services.warranty.sql_warranties import SqlWarranties
from ivr.services.warranty.warranties import Warranties
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_source(context: Context) -> Source:
    """Return the source "warranties": IMEI or serial number in, the warranty as JSON out, or None."""
    return warranties_source(_open(context), context.now)


def open_extensions(context: Context) -> Source:
    """Return the source "care_extensions": a device and a region in, whether its warranty can be extended out."""
    extensions: Extensions = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        found = extensions.extension(str(using["device_number"]), context.country(using), call_sid)
        return Answer(found.to_json())

    return ask


def _open(context: Context) -> HttpWarranties | SqlWarranties:
    settings = context.settings
    if settings.look_up_url:
        return HttpWarranties(settings.look_up_url, settings.look_up_token.get_secret_value())
    return SqlWarranties(context.database, context.now)


def warranties_source(warranties: Warranties, now: Callable[[], datetime]) -> Source:
    """Return the source that asks these warranties: about a number that was given, else the device of the call."""

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        number = using.get("device_number") or (device(using) or {}).get("imei")
        found = warranties.find(str(number), call_sid)
        return Answer({**found.to_json(), "is_over": found.ends < now().date()} if found else None)

    return ask
