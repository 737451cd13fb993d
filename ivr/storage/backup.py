"""Copy the whole database to one file while calls go on, and bring it back from there.

SQLite's is a database file, PostgreSQL's a dump of `pg_dump` (custom format). Personal values stay encrypted in it:
without the keys of that time it tells nothing, to us as well.
"""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL

from ivr.storage.database import Database

PATIENCE = 30.0
"""Seconds to wait for others who use a SQLite database."""


class BackupFailed(Exception):
    """Nothing was copied, or nothing brought back; the message says why and what to do."""


def back_up(database: Database, file: Path) -> None:
    """Write all that is committed now to a new file of mode 600; BackupFailed where that can't be."""
    if file.exists():
        raise BackupFailed(f"{file} is there already: name another file")
    half = file.with_name(f".{file.name}.half")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)):
            pass
        _copy_out(database.engine.url, half)
        os.replace(half, file)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(f"{file} can't be written: {error}") from error
    finally:
        half.unlink(missing_ok=True)


def restore(database: Database, file: Path) -> None:
    """Put what a file holds in the place of all that the database holds: all of it, or BackupFailed and nothing.

    Stop the hotline first. The tables are those of the time of the file: `flask --app app upgrade-database` afterwards.
    """
    if not file.is_file():
        raise BackupFailed(f"there is no file {file}")
    database.engine.dispose()
    if _is_sqlite(database.engine.url):
        _restore_sqlite(database.engine.url, file)
    else:
        how = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _run(database.engine.url, "pg_restore", *how, str(file))


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _copy_out(url: URL, file: Path) -> None:
    if not _is_sqlite(url):
        _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={file}")
        return
    with closing(_opened(url.database or "")) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)


def _restore_sqlite(url: URL, file: Path) -> None:
    try:
        with closing(_opened(str(file), "?mode=ro")) as source, closing(sqlite3.connect(url.database or "")) as target:
            if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupFailed(f"{file} is damaged: take an older one")
            source.execute("SELECT version_num FROM alembic_version").fetchone()
            target.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
            source.backup(target)
    except sqlite3.Error as error:
        raise BackupFailed(
            f"{file} can't be brought back ({error}); is the hotline stopped? "
            "Where the database itself is damaged, move it away first"
        ) from error


def _opened(path: str, how: str = "") -> sqlite3.Connection:
    return sqlite3.connect(f"file:{Path(path).resolve()}{how}", uri=True, timeout=PATIENCE)


def _run(url: URL, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, for command lines are read by others."""
    password = {"PGPASSWORD": url.password} if url.password else {}
    command = [program, f"--dbname={address_of(url)}", *arguments]
    try:
        done = subprocess.run(command, env=os.environ | password, capture_output=True, text=True)
    except FileNotFoundError:
        raise BackupFailed(f"{program} is not installed (Debian: apt-get install postgresql-client)") from None
    if done.returncode:
        raise BackupFailed(f"{program} failed: {(done.stderr.strip().splitlines() or ['it says nothing'])[0]}")


def address_of(url: URL) -> str:
    """Return a database's address as libpq takes it, without the password."""
    parts = (url.host, url.port, url.database, url.query)
    return URL.create("postgresql", url.username, None, *parts).render_as_string(hide_password=False)
