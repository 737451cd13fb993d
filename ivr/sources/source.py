"""A source: asked with values of the dialog, it answers or says that it can't."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ivr.dialog.commands import Command
from ivr.dialog.kinds import Kind
from ivr.storage import Json


@dataclass(frozen=True)
class Answer:
    """What a source read, and the commands to be written with the turn that tells it."""

    value: Json
    commands: tuple[Command, ...] = ()


Source = Callable[[Mapping[str, Json], str], Answer]
"""Asked with the dialog's values and the call's SID. It only reads; raises LookupFailed."""


class LookupFailed(Exception):
    """Say that the back end gave no answer; `permanent` means that asking again will not help."""

    def __init__(self, why: str, *, permanent: bool) -> None:
        super().__init__(why)
        self.permanent = permanent


def of_kind(source: Source, kind: Kind | None) -> Source:
    """Return a source whose answers are of this kind; another one would break the dialog, so it counts as none."""

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        answer = source(using, call_sid)
        if kind is not None and not kind.accepts(answer.value):
            raise LookupFailed("the answer is not of the kind that its slot is declared as", permanent=True)
        return answer

    return ask


class AnswerWithdrawn(Exception):
    """Say, while a command is written, that the answer it came with may not be told any more.

    Nothing of the turn is written then, and it is decided anew as if nothing had been found.
    """
