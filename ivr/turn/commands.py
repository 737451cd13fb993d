"""Write the commands of a turn in the transaction in which it wins."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from ivr.dialog.commands import Command
from ivr.sources import AnswerWithdrawn
from ivr.storage import Json, Rows

Writer = Callable[[Rows, Json, datetime], None]
"""Writes what the payload of one kind of command says; may raise AnswerWithdrawn."""


class SlotWithdrawn(Exception):
    """Say whose answer was withdrawn."""

    def __init__(self, slot: str) -> None:
        super().__init__(slot)
        self.slot = slot


class Commands:
    """Know who writes what."""

    def __init__(self, writers: Mapping[str, Writer]) -> None:
        self._writers = writers

    def write(self, rows: Rows, commands: Sequence[Command], at: datetime) -> None:
        """Write them all; raise SlotWithdrawn, upon which the transaction must be rolled back."""
        for command in commands:
            try:
                self._writers[command.kind](rows, command.payload, at)
            except AnswerWithdrawn:
                raise SlotWithdrawn(command.slot) from None
