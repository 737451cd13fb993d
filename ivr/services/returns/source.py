"""Tell by the day of a purchase whether something may be returned or exchanged."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import select

from ivr.services.returns.rules import Rule, Rules
from ivr.services.returns.tables import ReturnRuleRow
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.sources.http import BackEnd
from ivr.storage import Database, Json

ANSWER = TypeAdapter(dict[str, Rule | None])
NO_RULE = Rule(0, 0)


def open_returns(context: Context) -> Source:
    """Return the source "return_period": a day as it was given in, what holds for it out.

    `day` is None where it is none, `future` tells one that is still to come, `known` whether the country has a rule.
    """
    rules, zone = open_rules(context), ZoneInfo(context.settings.timezone)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        today = context.now().astimezone(zone).date()
        bought, country = day_of(str(using["bought"]), today), context.country(using)
        if bought is None or bought > today:
            day: Json = bought.isoformat() if bought else None
            nothing = {"day": day, "future": bought is not None, "known": False, "country": country}
            return Answer(nothing | NO_RULE.on(today, today))
        rule = rules.rule(country, call_sid)
        told: dict[str, Json] = {"day": bought.isoformat(), "future": False, "known": rule is not None}
        return Answer(told | {"country": country} | (rule or NO_RULE).on(bought, today))

    return ask


def day_of(given: str, today: date) -> date | None:
    """Return the day of yyyymmdd with `?` for what was not said; without a year the last such day."""
    year, month, day = given[:4], given[4:6], given[6:8]
    if not (month + day).isdecimal() or len(given) != len("yyyymmdd"):
        return None
    years = (int(year),) if year.isdecimal() else (today.year, today.year - 1)
    found = [each for each in (_day(number, int(month), int(day)) for number in years) if each]
    past = [each for each in found if each <= today]
    return next(iter((*past, *found)), None)


def open_rules(context: Context) -> Rules:
    """Return the HTTP back end when the settings name one, else our own table."""
    back_end = context.back_end
    return HttpRules(back_end) if back_end else SqlRules(context.database)


class SqlRules:
    """Look rules up in the hotline's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rule(self, country: str, call_sid: str) -> Rule | None:
        """Return the rule of a country; see ivr.services.returns.rules.Rules."""
        with self._database.reading_rows() as rows:
            row = rows.execute(select(ReturnRuleRow).where(ReturnRuleRow.country == country)).first()
        return Rule(row.return_days, row.exchange_days) if row else None


class HttpRules:
    """Ask an HTTP back end, as openapi.yaml describes it."""

    def __init__(self, back_end: BackEnd) -> None:
        self._back_end = back_end

    def rule(self, country: str, call_sid: str) -> Rule | None:
        """Return the rule of a country; see ivr.services.returns.rules.Rules."""
        return self._back_end.read_part("/returns/rule", {"country": country, "call": call_sid}, ANSWER, "rule")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
