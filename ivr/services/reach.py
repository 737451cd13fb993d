"""Tell whether a number that callers gave can be sent a text message: a source that services share."""

from collections.abc import Callable, Mapping

from ivr.identity.identifiers import normal
from ivr.messaging import cannot_reach, is_opted_out
from ivr.messaging.rows import is_known_landline
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json


def reach_of(slot: str) -> Callable[[Context], Source]:
    """Return what opens a source: the number of a slot in, out as it is dialled, and why it gets no messages."""

    def open_reach(context: Context) -> Source:
        def ask(using: Mapping[str, Json], _call_sid: str) -> Answer:
            settings, country = context.settings, context.country(using)
            number = normal(str(using.get(slot) or ""), "phone", country)
            if not number:
                return Answer({"to": "", "why": "invalid"})
            countries = settings.sms_countries.split(",") if settings.sms_countries else [country]
            with context.database.reading_rows() as rows:
                unreached = is_opted_out(rows, number) or is_known_landline(rows, number)
            return Answer({"to": number, "why": cannot_reach(number, countries) or ("unreached" if unreached else "")})

        return ask

    return open_reach
