"""Write the commands of a turn in the transaction in which it wins, and find out what came of them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ivr import codec
from ivr.dialog.acting import is_told_by_sms
from ivr.dialog.commands import Command
from ivr.dialog.script import Act, Script
from ivr.dialog.state import CallState
from ivr.outbox import FollowUp, Outcome, enqueue, outcome, promise
from ivr.outbox.rows import key_of
from ivr.sources import AnswerWithdrawn
from ivr.storage import Database, Json, Rows

PROMISE = "promise"
PATIENCE_SECONDS, LOOK_SECONDS = 1.5, 0.05

Writer = Callable[[Rows, Json, datetime], None]
"""Writes what the payload of one kind of command says; may raise AnswerWithdrawn."""


class SlotWithdrawn(Exception):
    """Say whose answer was withdrawn while the turn was written."""

    def __init__(self, slot: str) -> None:
        super().__init__(slot)
        self.slot = slot


@dataclass(frozen=True)
class Promise:
    """What the command that promises an outcome says: of which command, and what follows it."""

    key: str
    follow_up: FollowUp | None = None


class Commands:
    """Write commands: those with a writer here at once, all others into the outbox."""

    def __init__(self, writers: Mapping[str, Writer]) -> None:
        self._writers: Mapping[str, Writer] = {PROMISE: write_promise, **writers}

    def write(self, rows: Rows, commands: Sequence[Command], call_sid: str, turn: int, at: datetime) -> None:
        """Write them all; raise SlotWithdrawn, upon which the transaction must be rolled back."""
        for command in commands:
            writer = self._writers.get(command.kind)
            if writer is None:
                key = key_of(call_sid, turn, command.slot)
                enqueue(rows, key, command.kind, command.payload, at, call_sid=call_sid)
                continue
            try:
                writer(rows, command.payload, at)
            except AnswerWithdrawn:
                raise SlotWithdrawn(command.slot) from None


class Outcomes:
    """Read what came of commands; `sleep` lets time pass between two looks."""

    def __init__(
        self,
        database: Database,
        patience: float = PATIENCE_SECONDS,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._database = database
        self._looks = round(patience / LOOK_SECONDS)
        self._sleep = sleep

    def ended(self, key: str) -> Outcome | None:
        """Return what came of a command, or None while it is under way; one that nobody knows has failed."""
        with self._database.reading_rows() as rows:
            found = outcome(rows, key) or Outcome("dead")
        return None if found.status == "waiting" else found

    def comes_soon(self, key: str) -> bool:
        """Wait as long as a caller waits in silence; return whether the command has come to an end."""
        for _ in range(self._looks):
            if self.ended(key):
                return True
            self._sleep(LOOK_SECONDS)
        return self.ended(key) is not None


def promise_of(script: Script, state: CallState, item: Act, key: str) -> Command:
    """Return the command that promises the outcome of an act, and the text message that tells it."""
    follow_up = None
    if is_told_by_sms(script, state, item):
        follow_up = FollowUp("sms", {"to": state.slots["caller"], "language": state.language, "prompt": item.sms})
    return Command(PROMISE, codec.dump(Promise(key, follow_up)), item.slot)


def write_promise(rows: Rows, payload: Json, at: datetime) -> None:
    """Let a text message follow a command; there is nothing to promise when it has just come to an end."""
    told = codec.load(Promise, payload)
    if not promise(rows, told.key, told.follow_up):
        raise AnswerWithdrawn
