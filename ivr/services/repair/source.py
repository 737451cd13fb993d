"""Choose where repairs are looked up, and ask there with the values of the dialog."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from ivr.identity.identifiers import IdentifierKind, normal
from ivr.services.repair.http_repairs import HttpRepairs
from ivr.services.repair.repairs import Repairs
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json

NUMBERS = ("number", "kind", "factor")


def open_source(context: Context) -> Source:
    """Return the source "repairs": number, kind of number and second factor in, repairs as JSON out."""
    return repairs_source(_open_repairs(context), context.settings.region)


def open_own(context: Context) -> Source:
    """Return the source "own_repairs": who was verified before in, all repairs of that customer out."""
    repairs = _open_repairs(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        known = using["identity"]
        number, kind, factor = (str(known[name]) for name in NUMBERS) if isinstance(known, dict) else ("", "order", "")
        number = _international(number, kind, using, context.settings.region)  # type: ignore[arg-type]
        own = repairs.find_own(number, kind, factor, call_sid)  # type: ignore[arg-type]
        return Answer({"repairs": [repair.to_json() for repair in own]})

    return ask


def repairs_source(repairs: Repairs, country: str = "US") -> Source:
    """Return the source that asks these repairs; national numbers are of the call's region, else of this country."""

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        number, kind, factor = (str(using[name]) for name in NUMBERS)
        number = _international(number, kind, using, country)  # type: ignore[arg-type]
        found = repairs.find(number, kind, factor, call_sid)  # type: ignore[arg-type]
        told: list[Json] = [repair.to_json() for repair in found.repairs]
        return Answer(told, (found.attempt.command,))

    return ask


def _international(number: str, kind: IdentifierKind, using: Mapping[str, Json], country: str) -> str:
    """Return a phone number with the code of the country that the caller's region is in; others as they are."""
    region = using.get("region")
    told = region.get("country") if isinstance(region, dict) else None
    return normal(number, kind, str(told or country)) or number


def _open_repairs(context: Context) -> Repairs:
    """Return the HTTP back end when the settings name one, else our own tables."""
    settings, database = context.settings, context.database
    if settings.look_up_url:
        token = settings.look_up_token.get_secret_value()
        region, zone = settings.region, ZoneInfo(settings.timezone)
        return HttpRepairs(database, settings.look_up_url, token, region=region, zone=zone, now=context.now)
    return SqlRepairs(database, region=settings.region, now=context.now, answer_after=context.answer_after)
