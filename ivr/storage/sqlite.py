"""Make SQLite keep its promises: write-ahead log, writers that can't lose their snapshot, no traces of the deleted."""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError

from ivr.storage.binding import EncryptingSQLiteContext

PATIENCE = 2.0
TRY_EVERY = 0.0007
WAIT = f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}"
DO_NOT_WAIT = "PRAGMA busy_timeout=0"
PASSING = tuple(f"SQLITE_{name}" for name in ("BUSY", "LOCKED", "FULL", "READONLY", "IOERR", "CANTOPEN", "NOMEM"))
PRAGMAS = (
    WAIT,
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",  # after a power cut the last turns may be lost, the file never is
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
)


class BeginningDialect(SQLiteDialect_pysqlite):
    """Begin transactions ourselves: the driver does it too late, so that a read could go stale before the write.

    A dialect and not an event, because a listener makes every statement dearer: 80 microseconds a turn.
    """

    supports_statement_cache = True
    execution_ctx_cls = EncryptingSQLiteContext

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin, unless `become_writer` has."""
        if not dbapi_connection.in_transaction:
            dbapi_connection.execute("BEGIN")


registry.register("sqlite.beginning", __name__, BeginningDialect.__name__)


def our_url(url: str) -> str:
    """Return a database's URL, for our own dialect where it is SQLite's."""
    parts = make_url(url)
    ours = parts.set(drivername="sqlite+beginning") if parts.get_backend_name() == "sqlite" else parts
    return ours.render_as_string(hide_password=False)


def prepare(engine: Engine) -> None:
    """Set the pragmas on each new connection; let nobody but its owner read the file."""
    if engine.url.database:
        _close_to_others(Path(engine.url.database))
    event.listen(engine, "connect", _set_pragmas)


def _close_to_others(file: Path) -> None:
    """Give a database, there already or not yet, mode 600; what SQLite puts beside it gets the same."""
    with suppress(OSError):  # a folder that is not there, or a file of another owner, is found when it is opened
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    for each in (file, *(file.with_name(f"{file.name}-{kind}") for kind in ("wal", "shm"))):
        with suppress(OSError):
            if each.stat().st_mode & 0o077:
                each.chmod(0o600)


def is_unresponsive(error: DBAPIError) -> bool:
    """Tell whether the database can't be asked at all; a file answers, be it with an error."""
    return False


def is_passing(error: DBAPIError) -> bool:
    """Tell whether asking again later may help: it is in use, or its disk is full, read-only or failing."""
    return str(getattr(error.orig, "sqlite_errorname", "")).startswith(PASSING)


def become_writer(connection: Connection) -> bool:
    """Begin a transaction that no other writer can come between; return False when patience ends first.

    SQLite's own waiting sleeps longer and longer, up to 100 ms: with two processes of eight writers the unlucky
    ones (p99) then wait 300 ms; asked again this often, 120 ms.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute(DO_NOT_WAIT)
    try:
        deadline = time.monotonic() + PATIENCE
        while not _began(driver):
            if time.monotonic() > deadline:
                return False
            time.sleep(TRY_EVERY)
        return True
    finally:
        driver.execute(WAIT)


def _began(driver: sqlite3.Connection) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return False
        raise
    return True


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # leave beginning to us
    for pragma in PRAGMAS:
        connection.execute(pragma)
