"""Make SQLite keep its promises: write-ahead log, writers that can't lose their snapshot, no traces of the deleted."""

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

WRITES = "ivr_writes"
PATIENCE = 2.0
TRY_EVERY = 0.0007
WAIT = f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}"
DO_NOT_WAIT = "PRAGMA busy_timeout=0"
PRAGMAS = (
    WAIT,
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",  # after a power cut the last turns may be lost, the file never is
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
)


def prepare(engine: Engine) -> None:
    """Set the pragmas on each new connection, and begin transactions ourselves."""
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def is_busy(error: OperationalError) -> bool:
    """Tell whether another process held the database for too long."""
    return _says_busy(error.orig)


def _says_busy(error: BaseException | None) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late: a read could go stale before the write
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if not connection.get_execution_options().get(WRITES, False):
        driver.execute("BEGIN")
        return
    driver.execute(DO_NOT_WAIT)
    try:
        if not _got_in(driver):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(WAIT)


def _got_in(driver: sqlite3.Connection) -> bool:
    """Try to become the writer until patience ends.

    SQLite's own waiting sleeps longer and longer, up to 100 ms: with two processes of eight writers the unlucky
    ones (p99) then wait 300 ms; asked again this often, 120 ms.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not _says_busy(error):
                raise
            time.sleep(TRY_EVERY)
        else:
            return True
    return False
