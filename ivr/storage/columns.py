"""Column types: personal values encrypted on their way to the database, times always in UTC.

The keyring belongs to the engine (through its dialect), so no key lives in a global and two databases with
different keys can be open in one process (`binding`).
"""

import json
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

import structlog
from sqlalchemy import Column, ColumnElement, DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from ivr.storage.binding import Pending, RowAnd, keyring_of, split
from ivr.storage.keyring import UnreadableValue

Json = None | bool | int | float | str | list[Any] | dict[str, Any]
"""A value as `json.dumps` takes it."""
UNREADABLE = "(unreadable)"
"""What stands in the place of a value that can't be read, where its row must be read all the same."""
Value = TypeVar("Value")

log = structlog.get_logger(__name__)
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Encrypted(TypeDecorator[Value]):
    """Keep a value that only the keyring can read, and only in its own table, column and row.

    One that can't be read (damaged, moved, or its key is gone) raises UnreadableValue; a `lenient` column gives
    UNREADABLE in its place, for rows that must be shown, and calls that must go on, whatever became of one of their
    values. `name` is the column's, given by its table.
    """

    impl = LargeBinary
    cache_ok = True
    in_its_place: str | bytes = UNREADABLE

    def __init__(self, *, lenient: bool = False, name: str = "") -> None:
        super().__init__()
        self.lenient = lenient
        self.name = name  # in the key of the statement cache: one column's type is not another's

    def belong_to(self, column: "Column[Any]") -> None:
        """Bind the values to a column of a table."""
        self.column, self.name = column, str(column)

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Value]:
        """Read the row's key with the value."""
        return RowAnd(column, self)

    def bind_processor(self, dialect: Dialect) -> Any:
        """Encrypt on the way in, as soon as the row is known."""
        return lambda value: None if value is None else Pending(self.column, self._to_bytes(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Value | None:
        """Open on the way out."""
        if value is None:
            return None
        place, encrypted = split(self.column, value)
        try:
            return self._from_bytes(keyring_of(dialect).decrypt(encrypted, place))
        except UnreadableValue as error:
            if not self.lenient:
                raise
            log.error("a stored value can't be read", why=str(error))
            return cast(Value, self.in_its_place)

    def _to_bytes(self, value: Value) -> bytes:
        raise NotImplementedError

    def _from_bytes(self, data: bytes) -> Value:
        raise NotImplementedError


class EncryptedBytes(Encrypted[bytes]):
    """Keep bytes that only the keyring can read; in place of others come none."""

    cache_ok = True
    in_its_place = b""

    def _to_bytes(self, value: bytes) -> bytes:
        return value

    def _from_bytes(self, data: bytes) -> bytes:
        return data


class EncryptedText(Encrypted[str]):
    """Keep text that only the keyring can read."""

    cache_ok = True

    def _to_bytes(self, value: str) -> bytes:
        return value.encode()

    def _from_bytes(self, data: bytes) -> str:
        return data.decode()


class EncryptedJson(Encrypted[Json]):
    """Keep a JSON value that only the keyring can read; None is SQL's NULL."""

    cache_ok = True

    def _to_bytes(self, value: Json) -> bytes:
        return _as_json(value).encode()

    def _from_bytes(self, data: bytes) -> Json:
        value: Json = json.loads(data)
        return value


class UtcDateTime(TypeDecorator[datetime]):
    """Keep a moment; refuse one without a time zone, return it in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any zone into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone can't be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return it in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
