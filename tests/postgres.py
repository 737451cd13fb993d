"""Find a PostgreSQL for the tests: a running one, or one of our own from Debian's binaries."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.ports import free_port

RUNNING = "postgresql://postgres@127.0.0.1:5432"
NOT_ROOT = "nobody"


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the URL of a server where we may create databases; skip when none can be had."""
    if _answers(RUNNING):
        yield RUNNING
        return
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL: nothing answers on 127.0.0.1:5432 with trust, and no binaries are installed")
    with _own_server(binaries) as url:
        yield url


@contextmanager
def new_database(server: str, name: str) -> Iterator[str]:
    """Give the URL of an empty database, and drop it afterwards."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server}/{name}".replace("postgresql:", "postgresql+psycopg:")
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _answers(url: str) -> bool:
    try:
        psycopg.connect(f"{url}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    places = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


@contextmanager
def _own_server(binaries: Path) -> Iterator[str]:
    """Run a throw-away server; it refuses to run as root, so root hands it to an unprivileged user."""
    user = NOT_ROOT if os.geteuid() == 0 else None
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        if user:
            shutil.chown(folder, user)
        run = {"user": user, "check": True, "cwd": folder, "capture_output": True}
        subprocess.run([binaries / "initdb", "-D", "data", "-U", "postgres", "--auth=trust", "--no-sync"], **run)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        server = [binaries / "pg_ctl", "-D", "data", "-w", "-l", "log"]
        subprocess.run([*server, "-o", options, "start"], **run)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            subprocess.run([*server, "-m", "immediate", "stop"], **run)
