"""Bring the rules of countries in from a CSV file: a row for each."""

from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from ivr.services.returns.tables import ReturnRuleRow
from ivr.sources import Stored
from ivr.sources.rows import Readers, Rows, read_rows
from ivr.sources.values import country
from ivr.storage import Keyring, connection_of
from ivr.storage.conflict import insert_or_update

MOST_DAYS = 365


def read_rules(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as a rule's columns, or as a BadRow; raise UnusableFile."""
    return read_rows(path, RULE)


def store_rule(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store the rule of a country; tell whether it is new."""
    is_new = session.get(ReturnRuleRow, values["country"]) is None
    insert_or_update(connection_of(session), ReturnRuleRow, ("country",), values)
    return Stored(is_new)


def _days(value: str) -> int:
    if not value.isdecimal() or int(value) > MOST_DAYS:
        raise ValueError(f"give a whole number of days from 0 to {MOST_DAYS}; 0 is never")
    return int(value)


RULE: Readers = {"country": country, "return_days": _days, "exchange_days": _days}
