"""Choose where repairs are looked up, and ask there with the values of the dialog."""

from collections.abc import Mapping
from typing import cast
from zoneinfo import ZoneInfo

from ivr.callflow.identity import region_of
from ivr.identity.identifiers import IdentifierKind, factor_of, normal
from ivr.services.repair.http_repairs import HttpRepairs
from ivr.services.repair.repairs import Question, Repairs
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_source(context: Context) -> Source:
    """Return the source "repairs": number, kind of number and second factor in, repairs as JSON out."""
    return repairs_source(open_repairs(context), context.settings.region)


def open_tries(context: Context) -> Source:
    """Return the source "repair_tries": the same numbers in, whether a further one is needed out."""
    repairs, country = open_repairs(context), context.settings.region
    return lambda using, call_sid: Answer({"further": repairs.asks_more(question_of(using, using, call_sid, country))})


def open_own(context: Context) -> Source:
    """Return the source "own_repairs": who was verified before in, all repairs of that customer out."""
    repairs, country = open_repairs(context), context.settings.region

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        known = using["identity"]
        own = repairs.find_own(question_of(known if isinstance(known, dict) else {}, using, call_sid, country))
        return Answer({"repairs": [repair.to_json() for repair in own]})

    return ask


def repairs_source(repairs: Repairs, country: str = "US") -> Source:
    """Return the source that asks these repairs; national numbers are of the call's region, else of this country."""

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        found = repairs.find(question_of(using, using, call_sid, country))
        told: list[Json] = [repair.to_json() for repair in found.repairs]
        return Answer(told, (found.attempt.command,))

    return ask


def question_of(numbers: Mapping[str, Json], using: Mapping[str, Json], call_sid: str, country: str) -> Question:
    """Return the question, phone numbers with the code of the country that the caller's region is in."""
    kind = cast(IdentifierKind, str(numbers.get("kind") or "order"))
    told = str(region_of(using).get("country") or country)
    number, factor = (str(numbers.get(name) or "") for name in ("number", "factor"))
    return Question(
        normal(number, kind, told) or number,
        kind,
        factor_of(factor, told),
        further=str(using.get("further") or ""),
        caller=str(using.get("caller") or ""),
        call_sid=call_sid,
    )


def open_repairs(context: Context) -> Repairs:
    """Return the HTTP back end when the settings name one, else our own tables."""
    settings, database = context.settings, context.database
    if settings.look_up_url:
        token = settings.look_up_token.get_secret_value()
        region, zone = settings.region, ZoneInfo(settings.timezone)
        return HttpRepairs(database, settings.look_up_url, token, region=region, zone=zone, now=context.now)
    return SqlRepairs(database, region=settings.region, now=context.now, answer_after=context.answer_after)
