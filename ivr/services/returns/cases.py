"""Open a case for a return or an exchange, once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.outbox.numbers import number_of
from ivr.services.returns.tables import ReturnCaseRow
from ivr.services.service import Context
from ivr.storage import Json


def open_cases(context: Context) -> Do:
    """Return what opens cases: in the HTTP back end when the settings name one, else in our own table."""
    if post := context.posts("/returns/open"):
        return post

    def do(payload: Json, key: str) -> Json:
        wanted: Mapping[str, Any] = payload if isinstance(payload, dict) else {}
        if not isinstance(wanted.get("return_period"), dict):
            raise Refused("unknown")
        return {"number": _opened(context, wanted, key)}

    return do


def _opened(context: Context, wanted: Mapping[str, Any], key: str) -> str:
    period, phone = wanted["return_period"], wanted.get("caller") or None
    with context.database.writing() as session:
        known = session.scalar(select(ReturnCaseRow.number).where(ReturnCaseRow.key == key))
        if known is not None:
            return known
        number = number_of(key)
        session.add(
            ReturnCaseRow(
                key=key,
                number=number,
                wish=str(wanted["return_wish"]),
                bought=date.fromisoformat(period["day"]),
                country=str(period["country"]),
                phone=phone,
                phone_index=phone and context.database.keyring.blind_index(str(phone)),
                at=context.now(),
            )
        )
    return number
