"""Choose where warranties are looked up, and ask there with the values of the dialog."""

from collections.abc import Mapping

from ivr.services.service import Context
from ivr.services.warranty.http_warranties import HttpWarranties
from ivr.services.warranty.sql_warranties import SqlWarranties
from ivr.services.warranty.warranties import Warranties
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_source(context: Context) -> Source:
    """Return the source "warranties": IMEI or serial number in, the warranty as JSON out, or None."""
    settings = context.settings
    if settings.look_up_url:
        return warranties_source(HttpWarranties(settings.look_up_url, settings.look_up_token.get_secret_value()))
    return warranties_source(SqlWarranties(context.database))


def warranties_source(warranties: Warranties) -> Source:
    """Return the source that asks these warranties."""

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        found = warranties.find(str(using["device_number"]), call_sid)
        return Answer(None if found is None else found.to_json())

    return ask
