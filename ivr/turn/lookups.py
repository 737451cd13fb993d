"""Ask sources outside without keeping the caller waiting in silence.

An answer that comes within `patience` is used in the same turn. A later one is put into the database, where the
process that takes the call's next request finds it.
"""

from collections.abc import Mapping
from concurrent.futures import Executor, Future
from contextvars import copy_context
from dataclasses import dataclass, replace

import structlog

from ivr import calls, codec
from ivr.calls import LookUpState
from ivr.dialog.commands import Command
from ivr.dialog.events import Acted, Fault, Found, SourceFailed
from ivr.dialog.instructions import LookUpRequest
from ivr.sources import LookupFailed, Source
from ivr.storage import Database, Json
from ivr.threads import Threads

PATIENCE_SECONDS = 1.5
AT_ONCE = 32

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class LookedUp:
    """What came of a look-up or an act, and the commands to be written when it is told."""

    event: Found | SourceFailed | Acted | Fault
    commands: tuple[Command, ...] = ()


class LookUps:
    """Ask the named sources, each in a thread of its own."""

    def __init__(
        self,
        database: Database,
        sources: Mapping[str, Source],
        patience: float = PATIENCE_SECONDS,
        threads: Executor | None = None,
    ) -> None:
        self._database = database
        self._sources = sources
        self._patience = patience
        self._threads = threads or Threads(AT_ONCE, thread_name_prefix="lookup")

    def ask(self, request: LookUpRequest, call_sid: str, turn: int) -> LookedUp | None:
        """Return the answer, or None when it will come later, to be read with `answer`."""
        future = self._threads.submit(self._answer, request, call_sid)
        try:
            return _looked_up(request.slot, future.result(self._patience))
        except TimeoutError:
            whose = copy_context()
            future.add_done_callback(lambda done: whose.run(self._keep, done, request.slot, call_sid, turn))
            return None

    def answer(self, slot: str, call_sid: str, turn: int) -> LookedUp | None:
        """Return the answer that has come since, or None."""
        with self._database.reading() as session:
            state = calls.get_lookup(session, call_sid, turn, slot)
        return None if state is None else _looked_up(slot, state)

    def _answer(self, request: LookUpRequest, call_sid: str) -> LookUpState:
        try:
            answer = self._sources[request.source](request.using, call_sid)
            commands: list[Json] = [codec.dump(replace(command, slot=request.slot)) for command in answer.commands]
            return LookUpState("found", answer.value, commands)
        except LookupFailed as failure:
            log.warning("a source gave no answer", source=request.source, error=str(failure))
        except Exception as error:
            log.error("a source broke", source=request.source, error=type(error).__name__)
        return LookUpState("failed")

    def _keep(self, done: Future[LookUpState], slot: str, call_sid: str, turn: int) -> None:
        try:
            with self._database.writing() as session:
                calls.put_lookup(session, call_sid, turn, slot, done.result())
        except Exception as error:
            log.error("a late answer was not kept", error=type(error).__name__)


def _looked_up(slot: str, state: LookUpState) -> LookedUp:
    if state.status != "found":
        return LookedUp(SourceFailed(slot))
    commands = state.commands if isinstance(state.commands, list) else []
    return LookedUp(Found(slot, state.value), tuple(codec.load(Command, each) for each in commands))
