"""Whom to call about a repair: it is ready, a quote waits, it takes long, it came back some days ago."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import phonenumbers
from sqlalchemy import ColumnElement, select

from ivr.outbound import Person, Reason, find_attempt
from ivr.outbound.campaigns import campaign_of
from ivr.services.repair.repairs import Stage
from ivr.services.repair.tables import RepairRow
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json

FROM_DAYS, UNTIL_DAYS = 2, 10
"""Between so many days after the repair came back, the customer is asked whether all is well."""
UNDER_WAY = (Stage.RECEIVED, Stage.INSPECTED, Stage.WAITING_FOR_PART, Stage.IN_REPAIR, Stage.QUALITY_CHECK)

Conditions = tuple[ColumnElement[bool], ...]


def open_reasons(context: Context) -> dict[str, Reason]:
    """Return the reasons to call people about repairs in our own tables; those of another system are not known."""
    return {name: Reason(_people(context, name), _still_holds(context, name)) for name in CONDITIONS}


def open_news(context: Context) -> Source:
    """Return the source "repair_news": why the person of this call is called; nothing where it holds no more."""

    def ask(_using: Mapping[str, Json], call_sid: str) -> Answer:
        with context.database.reading_rows() as rows:
            attempt = find_attempt(rows, call_sid=call_sid) if call_sid else None
            reason = campaign_of(rows, attempt.person).reason if attempt else ""
        found = _find(context, reason, attempt.about["order"]) if attempt and reason in CONDITIONS else None
        if found is None:
            return Answer(None)
        promised = found.promised.isoformat() if found.promised else None
        return Answer({"reason": reason, "model": found.model, "centre": found.centre, "promised": promised})

    return ask


def _ready(_context: Context) -> Conditions:
    return (RepairRow.stage == Stage.READY_FOR_PICKUP.value,)


def _quote(_context: Context) -> Conditions:
    return (RepairRow.stage == Stage.QUOTE_PENDING.value,)


def _delay(context: Context) -> Conditions:
    under_way = RepairRow.stage.in_([stage.value for stage in UNDER_WAY])
    return (under_way, RepairRow.promised < context.now().date())


def _satisfaction(context: Context) -> Conditions:
    now = context.now()
    since = RepairRow.since.between(now - timedelta(days=UNTIL_DAYS), now - timedelta(days=FROM_DAYS))
    return RepairRow.stage == Stage.DELIVERED.value, since


CONDITIONS: Mapping[str, Callable[[Context], Conditions]] = {
    "ready": _ready,
    "quote": _quote,
    "delay": _delay,
    "satisfaction": _satisfaction,
}


def _people(context: Context, reason: str) -> Callable[[str], Iterable[Person]]:
    def people(country: str) -> Iterable[Person]:
        if context.settings.look_up_url:
            return
        parts = (RepairRow.order, RepairRow.phone, RepairRow.since, RepairRow.promised)
        with context.database.reading_rows() as rows:
            found = rows.execute(select(*parts).where(*CONDITIONS[reason](context)).order_by(RepairRow.since)).all()
        for row in found:
            if _country(row.phone) == country:
                about = row.promised if reason == "delay" else row.since
                yield Person(row.phone, {"order": row.order, "phone": row.phone}, f"{row.order} {about.isoformat()}")

    return people


def _still_holds(context: Context, reason: str) -> Callable[[Mapping[str, Any]], bool]:
    def holds(about: Mapping[str, Any]) -> bool:
        found = _find(context, reason, str(about["order"]))
        return found is not None and bool(found.phone == about["phone"])

    return holds


@dataclass(frozen=True)
class Found:
    """A repair for which a reason holds."""

    model: str
    centre: str
    promised: date | None
    phone: str


def _find(context: Context, reason: str, order: str) -> Found | None:
    parts = (RepairRow.model, RepairRow.centre, RepairRow.promised, RepairRow.phone)
    which = RepairRow.order_index == context.database.keyring.blind_index(order)
    with context.database.reading_rows() as rows:
        row = rows.execute(select(*parts).where(which, *CONDITIONS[reason](context))).one_or_none()
    return Found(*row) if row else None


def _country(number: str) -> str:
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""
