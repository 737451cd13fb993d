"""Tell whether the number that data are about can be sent a code."""

from collections.abc import Mapping

from ivr.identity.identifiers import normal
from ivr.messaging import is_opted_out
from ivr.messaging.reach import cannot_reach
from ivr.messaging.rows import is_known_landline
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_phone(context: Context) -> Source:
    """Return the source "data_phone": a number in, out the number as it is dialled, and why it gets no messages."""

    def ask(using: Mapping[str, Json], _call_sid: str) -> Answer:
        settings, country = context.settings, context.country(using)
        number = normal(str(using.get("data_phone") or ""), "phone", country)
        if not number:
            return Answer({"to": "", "why": "invalid"})
        countries = settings.sms_countries.split(",") if settings.sms_countries else [country]
        with context.database.reading_rows() as rows:
            unreached = is_opted_out(rows, number) or is_known_landline(rows, number)
        return Answer({"to": number, "why": cannot_reach(number, countries) or ("unreached" if unreached else "")})

    return ask
