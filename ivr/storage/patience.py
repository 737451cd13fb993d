"""How long a statement may take, for whom: callers wait four seconds for an answer at most, workers are in no hurry.

A limit belongs to what runs now (a thread's or task's context), not to a connection: migrations, which have none, use
the same connections.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True)
class Patience:
    """Seconds that a statement may take, and wait for locks. The server is told a bit less than we wait ourselves."""

    statement: float
    lock: float


ANSWERING = Patience(statement=1.5, lock=1.0)
"""Of processes that somebody waits for."""
WORKING = Patience(statement=60.0, lock=10.0)
"""Of workers and commands."""
TOLD_TO_THE_SERVER = 2 / 3
"""Part of the time after which the server gives up by itself: who is silent until the end does not work at all."""


@dataclass
class _Unit:
    """A unit of work: the seconds of each statement, and whether the database let one of them pass in silence."""

    seconds: float
    silent: bool = False


_unit: ContextVar[_Unit | None] = ContextVar("unit", default=None)
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def statements_within(seconds: float) -> Iterator[None]:
    """Let each statement of one unit of work take so long at most."""
    token = _unit.set(_Unit(seconds))
    try:
        yield
    finally:
        _unit.reset(token)


def answer_within(seconds: float) -> None:
    """Let all statements from here on end by then, whatever each may take, until `no_hurry`."""
    _deadline.set(monotonic() + seconds)


def no_hurry() -> None:
    """Let only each statement have its limit."""
    _deadline.set(None)


def seconds_left() -> float | None:
    """Return how long the next statement may take; None for as long as it likes."""
    unit, deadline = _unit.get(), _deadline.get()
    if unit is None:
        return None
    return unit.seconds if deadline is None else max(0.0, min(unit.seconds, deadline - monotonic()))


def was_silent() -> None:
    """Note that the database let the time of a statement pass: there is none left to try it another way."""
    if unit := _unit.get():
        unit.silent = True


def is_silent() -> bool:
    """Tell whether the database was silent in this unit of work."""
    unit = _unit.get()
    return unit is not None and unit.silent
