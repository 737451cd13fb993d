"""Insert without racing: the database decides who was first."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite

from ivr.storage.base import Base
from ivr.storage.rows import Rows, connection_of


def insert_new(rows: Rows, table: type[Base], values: Mapping[str, Any]) -> bool:
    """Insert a row; return False, leaving all as it was, when its key exists."""
    connection = connection_of(rows)
    return connection.execute(_new(table, connection.dialect.name), dict(values)).first() is not None


def insert_or_update(rows: Rows, table: type[Base], key: tuple[str, ...], values: Mapping[str, Any]) -> None:
    """Insert a row, or give the row with the same key the new values."""
    connection = connection_of(rows)
    connection.execute(_newest(table, connection.dialect.name, key, tuple(values)), dict(values))


@cache
def _new(table: type[Base], dialect: str) -> Any:
    """Return a statement, made once: to build one and find it among the compiled costs as much as to run it."""
    return _insert(table, dialect).on_conflict_do_nothing().returning(literal(1))


@cache
def _newest(table: type[Base], dialect: str, key: tuple[str, ...], names: tuple[str, ...]) -> Any:
    statement = _insert(table, dialect)
    changed = {name: statement.excluded[name] for name in names if name not in key}
    return statement.on_conflict_do_update(index_elements=list(key), set_=changed)


def _insert(table: type[Base], dialect: str) -> Any:
    return (sqlite if dialect == "sqlite" else postgresql).insert(table.__table__)
