"""Column types: personal values encrypted on their way to the database, times always in UTC.

The keyring belongs to the engine (through its dialect), so no key lives in a global and two databases with
different keys can be open in one process.
"""

import json
from datetime import UTC, datetime
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from ivr.storage.keyring import Keyring, UnreadableValue

Json = None | bool | int | float | str | list[Any] | dict[str, Any]
"""A value as `json.dumps` takes it."""
UNREADABLE = "(unreadable)"
"""What stands in the place of a value that can't be read, where its row must be read all the same."""
Value = TypeVar("Value")

log = structlog.get_logger(__name__)
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_keyrings: WeakKeyDictionary[Dialect, Keyring] = WeakKeyDictionary()


def give_keyring(dialect: Dialect, keyring: Keyring) -> None:
    """Let the columns of one engine encrypt and decrypt with this keyring."""
    _keyrings[dialect] = keyring


def keyring_of(dialect: Dialect) -> Keyring:
    """Return the keyring of an engine's dialect."""
    return _keyrings[dialect]


class _Encrypted(TypeDecorator[Value]):
    """Keep a value that only the keyring can read.

    One that can't be read (damaged, or its key is gone) raises UnreadableValue; a `lenient` column gives UNREADABLE in
    its place, for rows that must be shown, and calls that must go on, whatever became of one of their values.
    """

    impl = LargeBinary
    cache_ok = True
    in_its_place: str | bytes = UNREADABLE

    def __init__(self, *, lenient: bool = False) -> None:
        super().__init__()
        self.lenient = lenient

    def process_bind_param(self, value: Value | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else _keyrings[dialect].encrypt(self._to_bytes(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> Value | None:
        """Open on the way out."""
        if value is None:
            return None
        try:
            return self._from_bytes(_keyrings[dialect].decrypt(value))
        except UnreadableValue as error:
            if not self.lenient:
                raise
            log.error("a stored value can't be read", why=str(error))
            return cast(Value, self.in_its_place)

    def _to_bytes(self, value: Value) -> bytes:
        raise NotImplementedError

    def _from_bytes(self, data: bytes) -> Value:
        raise NotImplementedError


class EncryptedBytes(_Encrypted[bytes]):
    """Keep bytes that only the keyring can read; in place of others come none."""

    cache_ok = True
    in_its_place = b""

    def _to_bytes(self, value: bytes) -> bytes:
        return value

    def _from_bytes(self, data: bytes) -> bytes:
        return data


class EncryptedText(_Encrypted[str]):
    """Keep text that only the keyring can read."""

    cache_ok = True

    def _to_bytes(self, value: str) -> bytes:
        return value.encode()

    def _from_bytes(self, data: bytes) -> str:
        return data.decode()


class EncryptedJson(_Encrypted[Json]):
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
