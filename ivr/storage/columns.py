"""Column types: personal values encrypted on their way to the database, times always in UTC.

The keyring belongs to the engine (through its dialect), so no key lives in a global and two databases with
different keys can be open in one process.
"""

import json
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from ivr.storage.keyring import Keyring

Json = None | bool | int | float | str | list[Any] | dict[str, Any]
"""A value as `json.dumps` takes it."""

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_keyrings: WeakKeyDictionary[Dialect, Keyring] = WeakKeyDictionary()


def give_keyring(dialect: Dialect, keyring: Keyring) -> None:
    """Let the columns of one engine encrypt and decrypt with this keyring."""
    _keyrings[dialect] = keyring


def keyring_of(dialect: Dialect) -> Keyring:
    """Return the keyring of an engine's dialect."""
    return _keyrings[dialect]


class EncryptedBytes(TypeDecorator[bytes]):
    """Keep bytes that only the keyring can read."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else _keyrings[dialect].encrypt(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:
        """Open on the way out."""
        return None if value is None else _keyrings[dialect].decrypt(value)


class EncryptedText(TypeDecorator[str]):
    """Keep text that only the keyring can read."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else _keyrings[dialect].encrypt(value.encode())

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Open on the way out."""
        return None if value is None else _keyrings[dialect].decrypt(value).decode()


class EncryptedJson(TypeDecorator[Json]):
    """Keep a JSON value that only the keyring can read; None is SQL's NULL."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Json, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else _keyrings[dialect].encrypt(_as_json(value).encode())

    def process_result_value(self, value: Any, dialect: Dialect) -> Json:
        """Open on the way out."""
        return None if value is None else json.loads(_keyrings[dialect].decrypt(value))


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
