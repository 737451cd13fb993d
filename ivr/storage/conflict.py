"""Insert without racing: the database decides who was first."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite

from ivr.storage.base import Base
from ivr.storage.rows import Rows, connection_of


def insert_new(rows: Rows, table: type[Base], values: Mapping[str, Any]) -> bool:
    """Insert a row; return False, leaving all as it was, when its key exists."""
    statement = _insert(rows, table).values(values).on_conflict_do_nothing().returning(literal(1))
    return connection_of(rows).execute(statement).first() is not None


def insert_or_update(rows: Rows, table: type[Base], key: Sequence[str], values: Mapping[str, Any]) -> None:
    """Insert a row, or give the row with the same key the new values."""
    statement = _insert(rows, table).values(values)
    changed = {name: statement.excluded[name] for name in values if name not in key}
    connection_of(rows).execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))


def _insert(rows: Rows, table: type[Base]) -> Any:
    dialect = sqlite if connection_of(rows).dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
