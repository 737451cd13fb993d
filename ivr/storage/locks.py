"""Let transactions that count the same thing do so one after the other."""

from collections.abc import Iterable

from sqlalchemy import Connection, text


def one_at_a_time(connection: Connection, keys: Iterable[bytes]) -> None:
    """Hold these keys (8 bytes or more) until the transaction ends; SQLite's writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        for key in sorted(keys):
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": int.from_bytes(key[:8], signed=True)}
            )
