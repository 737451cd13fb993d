"""Ask sources outside without keeping the caller waiting in silence.

An answer that comes within `patience` is used in the same turn. A later one is put into the database, where the
process that takes the call's next request finds it.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor

from ivr import calls
from ivr.calls import LookUpState
from ivr.dialog.events import Found, LookUpFailed
from ivr.dialog.instructions import LookUpRequest
from ivr.sources import LookupFailed, Source
from ivr.storage import Database

PATIENCE_SECONDS = 1.5
AT_ONCE = 32

log = logging.getLogger(__name__)


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
        self._threads = threads or ThreadPoolExecutor(AT_ONCE, thread_name_prefix="lookup")

    def ask(self, request: LookUpRequest, call_sid: str, turn: int) -> Found | LookUpFailed | None:
        """Return the answer, or None when it will come later, to be read with `answer`."""
        future = self._threads.submit(self._answer, request, call_sid)
        try:
            return _event(request.slot, future.result(self._patience))
        except TimeoutError:
            future.add_done_callback(lambda done: self._keep(done, request.slot, call_sid, turn))
            return None

    def answer(self, slot: str, call_sid: str, turn: int) -> Found | LookUpFailed | None:
        """Return the answer that has come since, or None."""
        with self._database.reading() as session:
            state = calls.get_lookup(session, call_sid, turn, slot)
        return None if state is None else _event(slot, state)

    def _answer(self, request: LookUpRequest, call_sid: str) -> LookUpState:
        try:
            return LookUpState("found", self._sources[request.source](request.using, call_sid))
        except LookupFailed as failure:
            log.warning("%s gave no answer to call %s: %s", request.source, call_sid, failure)
        except Exception as error:
            log.error("%s broke for call %s: %s", request.source, call_sid, type(error).__name__)
        return LookUpState("failed")

    def _keep(self, done: Future[LookUpState], slot: str, call_sid: str, turn: int) -> None:
        try:
            with self._database.writing() as session:
                calls.put_lookup(session, call_sid, turn, slot, done.result())
        except Exception as error:
            log.error("a late answer for call %s was not kept: %s", call_sid, type(error).__name__)


def _event(slot: str, state: LookUpState) -> Found | LookUpFailed:
    return Found(slot, state.value) if state.status == "found" else LookUpFailed(slot)
