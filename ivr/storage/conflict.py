"""Insert without racing: the database decides who was first."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ivr.storage.base import Base


def insert_new(session: Session, table: type[Base], values: Mapping[str, Any]) -> bool:
    """Insert a row; return False, leaving all as it was, when its key exists."""
    statement = _insert(session, table).values(values).on_conflict_do_nothing().returning(literal(1))
    return session.connection().execute(statement).first() is not None


def insert_or_update(session: Session, table: type[Base], key: Sequence[str], values: Mapping[str, Any]) -> None:
    """Insert a row, or give the row with the same key the new values."""
    statement = _insert(session, table).values(values)
    changed = {name: statement.excluded[name] for name in values if name not in key}
    session.connection().execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))


def _insert(session: Session, table: type[Base]) -> Any:
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
