"""Fixtures that more than one package's tests need."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # as the hotline's processes; before numpy is there

import ivr.calls
import ivr.console.tables
import ivr.identity.tables
import ivr.knowledge.tables
import ivr.knowledge.word_index
import ivr.messaging.tables
import ivr.outbox.tables
import ivr.page_links.tables
import ivr.privacy.tables
import ivr.review.tables
import ivr.routing
import ivr.services  # noqa: F401 - all tables join the metadata
from ivr import logs
from ivr.settings import Settings
from ivr.storage import ANSWERING, Base, Database, Keyring, Patience, new_key
from ivr.storage.migrate import upgrade
from tests.fork_server import ForkServer, fork_server
from tests.kept import keep_compiled
from tests.lines_of_calls import every_line_of_a_call_is_named  # noqa: F401 - for all tests
from tests.postgres import new_database, postgres_server
from tests.required import pytest_configure, pytest_runtest_makereport, pytest_terminal_summary  # noqa: F401 - hooks

# No timed asserts: a slow machine is no fault of ours.
hypothesis_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("untimed")


UNHURRIED = Patience(statement=20.0, lock=ANSWERING.lock)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden transcripts of whole calls anew")


@pytest.fixture(scope="session", autouse=True)
def through_our_logs():
    """Log as the hotline's processes do."""
    logs.configure(Settings(_env_file=None))


@pytest.fixture(scope="session", autouse=True)
def kept_compiled():
    keep_compiled()


@pytest.fixture(scope="session")
def fork_servers() -> Iterator[Callable[..., ForkServer]]:
    """Give the fork server that has some modules loaded: one for each set of them, till the tests are over."""
    with ExitStack() as running:
        yield cache(lambda *modules: running.enter_context(fork_server(*modules)))


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    """The encryption key and the index key, as text."""
    return new_key(), new_key()


@pytest.fixture(scope="session")
def keyring(keys: tuple[str, str]) -> Keyring:
    return Keyring.from_text(*keys)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}", keyring)
    upgrade(database)
    database.dispose()
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    shutil.copy(migrated_file, tmp_path / "hotline.sqlite3")
    return f"sqlite:///{tmp_path / 'hotline.sqlite3'}"


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[str]:
    """The URL of an empty PostgreSQL database, one a test process."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with postgres_server() as server, new_database(server, f"ivr_test_{os.getpid()}_{worker}") as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_database: str, keyring: Keyring) -> str:
    database = Database(postgres_database, keyring)
    upgrade(database)
    database.dispose()
    return postgres_database


@pytest.fixture
def postgres_url(migrated_postgres: str, keyring: Keyring) -> str:
    database = Database(migrated_postgres, keyring)
    with database.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):  # TRUNCATE makes new files of all of them: seconds
            connection.execute(table.delete())
    database.dispose()
    return migrated_postgres


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database; the test runs once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def database(database_url: str, keyring: Keyring) -> Iterator[Database]:
    """A database that may take its time, as the machine has other tests to run."""
    database = Database(database_url, keyring, UNHURRIED)
    yield database
    database.dispose()


@pytest.fixture
def sqlite_database(sqlite_url: str, keyring: Keyring) -> Iterator[Database]:
    """For what does not depend on the kind of database."""
    database = Database(sqlite_url, keyring)
    yield database
    database.dispose()
