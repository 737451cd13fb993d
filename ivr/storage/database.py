"""Open the database and hand out sessions for reading and for writing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from pydantic import SecretStr
from sqlalchemy import Connection, create_engine
from sqlalchemy.orm import Session

from ivr.storage import sqlite
from ivr.storage.columns import give_keyring
from ivr.storage.fair_lock import FairLock, QueueTooLong
from ivr.storage.keyring import Keyring

QUEUE_PATIENCE = 1.5
CONNECTIONS = 16


class DatabaseBusy(Exception):
    """Say that no writer's place came free in time; nothing was written, asking again later may help."""


class DatabaseSettings(Protocol):
    """What `open_database` needs of the settings."""

    @property
    def database(self) -> str:
        """Return the SQLAlchemy URL."""
        ...

    @property
    def encryption_keys(self) -> SecretStr:
        """Return the encryption keys, newest first."""
        ...

    @property
    def index_key(self) -> SecretStr:
        """Return the key of the blind indexes."""
        ...


class Database:
    """Give sessions on one database; safe to share between threads, to be made anew in each process."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        self.keyring = keyring
        self.engine = create_engine(
            sqlite.our_url(url), hide_parameters=True, pool_size=CONNECTIONS, pool_pre_ping=_is_remote(url)
        )
        give_keyring(self.engine.dialect, keyring)
        self._become_writer: Callable[[Connection], bool] = lambda _: True
        self._writers: AbstractContextManager[object] = nullcontext()
        if self.engine.dialect.name == "sqlite":
            sqlite.prepare(self.engine)
            self._writers = FairLock(QUEUE_PATIENCE)
            self._become_writer = sqlite.become_writer

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one consistent state and is not meant to write."""
        with self.reading_rows() as connection, Session(connection, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def reading_rows(self) -> Iterator[Connection]:
        """Give what `reading` gives, without objects: for what every turn does, a third cheaper."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that commits at the end, or rolls back on an exception.

        Raises DatabaseBusy, before anything was done, when another writer holds the database for longer than a
        caller can wait.
        """
        with self.writing_rows() as connection, Session(connection, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def writing_rows(self) -> Iterator[Connection]:
        """Give what `writing` gives, without objects; raises DatabaseBusy as it does."""
        try:
            with self._writers, self.engine.connect() as connection:
                if not self._become_writer(connection):
                    raise DatabaseBusy
                with connection.begin():
                    yield connection
        except QueueTooLong:
            raise DatabaseBusy from None

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(settings: DatabaseSettings) -> Database:
    """Open the database that the settings name."""
    keys, index = settings.encryption_keys.get_secret_value(), settings.index_key.get_secret_value()
    return Database(settings.database, Keyring.from_text(keys, index))


def _is_remote(url: str) -> bool:
    return not url.startswith("sqlite")
