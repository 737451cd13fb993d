"""Do what customers want about a repair: answer a quote, cancel. Done once, with the evidence kept."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.outbox.numbers import number_of
from ivr.services.repair.repairs import CANCELLABLE, Stage
from ivr.services.repair.tables import RepairRow, RepairStageRow, RequestRow
from ivr.services.service import Context
from ivr.storage import Database, Json
from ivr.storage.conflict import insert_new

ANSWERS = {"approve": Stage.QUOTE_APPROVED, "decline": Stage.QUOTE_DECLINED}

Change = Callable[[RepairRow, Mapping[str, Any], datetime], Stage]
"""Returns the repair's new stage, or raises Refused."""


def open_answers(context: Context) -> Do:
    """Return what answers quotes: in the HTTP back end when the settings name one, else in our own tables."""
    return _open(context, "/quotes/answer", "quote", answered)


def open_cancelling(context: Context) -> Do:
    """Return what cancels repairs, in the same places."""
    return _open(context, "/repairs/cancel", "cancelling", cancelled)


def answered(repair: RepairRow, payload: Mapping[str, Any], now: datetime) -> Stage:
    """Return the stage after an answer to a quote; what was read back must still be what is asked."""
    quote = payload["quote"]
    if repair.stage != Stage.QUOTE_PENDING:
        raise Refused("answered")
    if repair.cost is None or Decimal(repair.cost) != Decimal(quote["amount"]) or repair.currency != quote["currency"]:
        raise Refused("changed")
    if repair.quote_deadline and now.date() > repair.quote_deadline:
        raise Refused("late")
    return ANSWERS[payload["quote_answer"]]


def cancelled(repair: RepairRow, _payload: Mapping[str, Any], _now: datetime) -> Stage:
    """Return the stage after cancelling, unless the work has begun."""
    if repair.stage not in CANCELLABLE:
        raise Refused("begun")
    return Stage.CANCELLED


def _open(context: Context, path: str, name: str, change: Change) -> Do:
    settings = context.settings
    if post := context.posts(path):
        return post

    def do(payload: Json, key: str) -> Json:
        wanted: Mapping[str, Any] = payload if isinstance(payload, dict) else {}
        now = context.now().astimezone(ZoneInfo(settings.timezone))  # a deadline is a day by the hotline's clock
        return {"number": _done(context.database, name, wanted, key, change, now)}

    return do


def _done(database: Database, name: str, payload: Mapping[str, Any], key: str, change: Change, now: datetime) -> str:
    """Do it in one transaction, and return the request number; a key that was seen before gets the same again."""
    with database.writing() as session:
        known = session.get(RequestRow, key)
        if known is not None:
            return known.number
        index = database.keyring.blind_index(str(payload[name]["order"]))
        repair = session.scalar(select(RepairRow).where(RepairRow.order_index == index))
        if repair is None:
            raise Refused("unknown")
        _enter(session, repair, change(repair, payload, now), now)
        number = number_of(key)
        evidence = dict(payload)
        session.add(RequestRow(key=key, number=number, order_index=index, kind=name, at=now, evidence=evidence))
    return number


def _enter(session: Session, repair: RepairRow, stage: Stage, now: datetime) -> None:
    repair.stage, repair.since = stage.value, now
    session.flush()
    insert_new(
        session, RepairStageRow, {"repair_id": repair.id, "since": now, "stage": stage.value, "centre": repair.centre}
    )
