"""Look up what a number and a phone number open, and count wrong tries: for services whose callers give both."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from ivr.dialog.commands import Command
from ivr.identity.attempts import attempt_at, is_guarded
from ivr.services.service import Context
from ivr.storage import Json

Record = TypeVar("Record")


def guarded(
    context: Context, number: str, phone: str, using: Mapping[str, Json], find: Callable[[], Record | None]
) -> tuple[Record | None, Command]:
    """Return what is found, and the command that counts the try; past the limits, or without a phone, it is nothing."""
    attempt = attempt_at(context.database.keyring.blind_index, (number,), phone, str(using.get("caller") or ""))
    found = find() if phone else None
    with context.database.reading_rows() as rows:
        told = None if is_guarded(rows, attempt, context.now()) else found
    return told, attempt.came_out(told is not None).command
