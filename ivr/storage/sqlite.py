"""Make SQLite keep its promises: write-ahead log, writers that can't lose their snapshot, no traces of the deleted."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

WRITES = "ivr_writes"
BUSY_MILLISECONDS = 2000
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",  # after a power cut the last turns may be lost, the file never is
    "secure_delete=ON",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_MILLISECONDS}",
)


def prepare(engine: Engine) -> None:
    """Set the pragmas on each new connection, and begin transactions ourselves."""
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def is_busy(error: OperationalError) -> bool:
    """Tell whether another process held the database for too long."""
    return getattr(error.orig, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late: a read could go stale before the write
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
