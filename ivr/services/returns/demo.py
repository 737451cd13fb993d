"""Invent the rules of some countries."""

from datetime import datetime

from sqlalchemy import select

from ivr.services.returns.files import store_rule
from ivr.services.returns.tables import ReturnRuleRow
from ivr.sources import Row, import_rows
from ivr.storage import Database

FIRST_STEPS = '  return:           say "return my phone", then a day of this month; then "a return"'
BY_KEYS = "  return:           press 3, 3, then the key of a return; then year, month and day, 8 digits; 1 for a return"
RULES = {"US": (15, 30), "CA": (15, 30), "GB": (30, 30), "FR": (14, 30), "BE": (14, 30), "CN": (7, 15), "HK": (7, 15)}


def add_demo_rules(database: Database, now: datetime) -> None:
    """Fill an empty table of rules; leave one that has any alone."""
    with database.reading() as session:
        is_empty = session.scalar(select(ReturnRuleRow.country).limit(1)) is None
    if is_empty:
        rules = ({"country": each, "return_days": days[0], "exchange_days": days[1]} for each, days in RULES.items())
        import_rows(database, store_rule, map(Row, rules))
