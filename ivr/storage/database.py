"""Open the database and hand out sessions for reading and for writing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import Protocol

from pydantic import SecretStr
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session

from ivr.storage import sqlite
from ivr.storage.binding import give_keyring
from ivr.storage.breaker import Breaker
from ivr.storage.fair_lock import FairLock, QueueTooLong
from ivr.storage.key_file import KeyFile
from ivr.storage.keyring import Keyring
from ivr.storage.patience import ANSWERING, Patience, statements_within

QUEUE_PATIENCE = 1.5
CONNECTIONS = 16


class DatabaseBusy(Exception):
    """Say that the database could not do it in time; asking again later may help.

    Nothing was written, but for one case: where it fell silent at the commit nobody knows.
    """


class DatabaseUnavailable(DatabaseBusy):
    """Say that the database does not answer, or can't write; who asks next is told so at once for a while."""


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
    def key_file(self) -> Path | None:
        """Return the file that holds the encryption keys, if any."""
        ...

    @property
    def index_key(self) -> SecretStr:
        """Return the key of the blind indexes."""
        ...


class Database:
    """Give sessions on one database; safe to share between threads, to be made anew in each process."""

    def __init__(self, url: str, keyring: Keyring, patience: Patience = ANSWERING) -> None:
        self.keyring = keyring
        self.patience = patience
        self.breaker = Breaker()
        is_sqlite = url.startswith("sqlite")
        self._kind: ModuleType = sqlite if is_sqlite else import_module("ivr.storage.postgres")  # its client is large
        how = {} if is_sqlite else self._kind.options(patience)
        self.engine = create_engine(
            self._kind.our_url(url), hide_parameters=True, pool_size=CONNECTIONS, pool_pre_ping=not is_sqlite, **how
        )
        give_keyring(self.engine.dialect, keyring)
        self._become_writer: Callable[[Connection], bool] = lambda _: True
        self._writers: AbstractContextManager[object] = nullcontext()
        self._kind.prepare(self.engine)
        if is_sqlite:
            self._writers = FairLock(QUEUE_PATIENCE)
            self._become_writer = sqlite.become_writer

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one consistent state and is not meant to write."""
        with self.reading_rows() as connection, Session(connection, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def reading_rows(self) -> Iterator[Connection]:
        """Give what `reading` gives, without objects: for what every turn does, a third cheaper.

        Raises DatabaseBusy as `writing` does.
        """
        with self._guarded(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that commits at the end, or rolls back on an exception.

        Raises DatabaseBusy when that takes longer than a caller can wait: another writer holds the database, it is
        slow, or it does not answer at all.
        """
        with self.writing_rows() as connection, Session(connection, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def writing_rows(self) -> Iterator[Connection]:
        """Give what `writing` gives, without objects; raises DatabaseBusy as it does."""
        try:
            with self._writers, self._guarded(), self.engine.connect() as connection:
                if not self._become_writer(connection):
                    raise DatabaseBusy
                with connection.begin():
                    yield connection
        except QueueTooLong:
            raise DatabaseBusy from None

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Let each statement have its time, and leave a database alone that does not answer."""
        if not self.breaker.lets_through():
            raise DatabaseUnavailable("it did not answer a moment ago")
        began = monotonic()
        try:
            with statements_within(self.patience.statement):
                yield
        except DBAPIError as error:
            if self._kind.is_unresponsive(error):
                self.breaker.failed(began)
                raise DatabaseUnavailable(type(error.orig).__name__) from error
            if self._kind.is_passing(error):
                raise DatabaseBusy(type(error.orig).__name__) from error
            raise
        except NoConnectionFree:
            raise DatabaseBusy("all connections are taken") from None
        else:
            self.breaker.succeeded()

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(settings: DatabaseSettings, patience: Patience = ANSWERING) -> Database:
    """Open the database that the settings name, for a process that somebody waits for unless told otherwise."""
    file = KeyFile(settings.key_file) if settings.key_file else None
    keys, index = settings.encryption_keys.get_secret_value(), settings.index_key.get_secret_value()
    return Database(settings.database, Keyring.from_text(keys, index, file), patience)
