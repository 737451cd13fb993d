"""Say how a kind of command is done, and how a receiver says no."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from ivr.pauses import grown
from ivr.storage import Json

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 600.0


class Refused(Exception):
    """Say that the receiver will never do this; `reason` is a word the dialog knows, and told to the caller."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryAgain(Exception):
    """Say that the receiver may or may not have done this, and that asking again later may tell.

    The text is logged and shown to operators: it holds no personal data.
    """


Do = Callable[[Json, str], Json]
"""Does a command: gets the payload and the key by which the receiver knows a command that comes again; returns the
result, or raises Refused or TryAgain."""


@dataclass(frozen=True)
class Handler:
    """Do one kind of command, within time-outs of its own.

    After `patience` of trying, or `most_attempts`, it is a dead letter. An attempt is also one whose worker died of it.
    """

    kind: str
    do: Do
    patience: timedelta = timedelta(days=1)
    most_attempts: int = 1000


def pause(attempts: int, chance: Random) -> timedelta:
    """Return how long to wait after so many attempts: twice as long each time, spread so that no herd comes at once."""
    return timedelta(seconds=grown(FIRST_PAUSE, LONGEST_PAUSE, attempts - 1) * chance.uniform(0.5, 1.5))
