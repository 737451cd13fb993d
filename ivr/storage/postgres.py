"""Keep PostgreSQL from keeping callers waiting: each statement has its time, also when the server is silent."""

from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.exc import DBAPIError

from ivr.storage.binding import EncryptingPsycopg
from ivr.storage.patience import TOLD_TO_THE_SERVER, Patience, is_silent, seconds_left, was_silent

CONNECT_SECONDS = 2  # less than that psycopg does not do
POOL_SECONDS = 1.5


class Unresponsive(psycopg.OperationalError):
    """Say that the server did not answer in time, not even that it gave up."""


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is given up when the server is silent: a stopped or cut off server answers no time-out."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer for as long as the present unit of work may; raise Unresponsive after that."""
        left = seconds_left()
        if left is None or timeout is not None:
            return super().wait(gen, interval, timeout)
        until = monotonic() + left
        try:
            return super().wait(gen, interval, left)
        except psycopg.OperationalError:
            if monotonic() < until:
                raise
            was_silent()
            self.close()  # its answer may still come, and would be taken for that of another statement
            raise Unresponsive("the database is silent") from None


registry.register("postgresql.encrypting", EncryptingPsycopg.__module__, EncryptingPsycopg.__name__)


def our_url(url: str) -> str:
    """Return a database's URL, for our own dialect."""
    return make_url(url).set(drivername="postgresql+encrypting").render_as_string(hide_password=False)


def options(patience: Patience) -> dict[str, Any]:
    """Return what the engine is made with."""
    statement, lock = (round(seconds * TOLD_TO_THE_SERVER * 1000) for seconds in (patience.statement, patience.lock))
    told = f"-c statement_timeout={statement} -c lock_timeout={lock}"
    return {"connect_args": {"connect_timeout": CONNECT_SECONDS, "options": told}, "pool_timeout": POOL_SECONDS}


def prepare(engine: Engine) -> None:
    """Let the engine make patient connections."""
    event.listen(engine, "do_connect", _connect)


def is_unresponsive(error: DBAPIError) -> bool:
    """Tell whether the server did not answer, or could not be reached."""
    return isinstance(error.orig, Unresponsive) or (
        isinstance(error.orig, psycopg.OperationalError) and error.orig.sqlstate is None and error.statement is None
    )


def is_passing(error: DBAPIError) -> bool:
    """Tell whether asking again later may help: it was busy, restarted, or gave up by itself."""
    return error.connection_invalidated or isinstance(
        error.orig,
        psycopg.errors.QueryCanceled
        | psycopg.errors.LockNotAvailable
        | psycopg.errors.DeadlockDetected
        | psycopg.errors.SerializationFailure
        | psycopg.errors.TooManyConnections
        | psycopg.errors.OperatorIntervention
        | psycopg.errors.InsufficientResources,
    )


def _connect(dialect: Any, record: Any, arguments: Any, parameters: Any) -> PatientConnection:
    if is_silent():
        raise Unresponsive("the database was silent: no time is left to connect again")
    return PatientConnection.connect(*arguments, **parameters)
