"""Claim commands and do them, until told to stop; any number of workers may run, on any number of hosts."""

import os
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random
from threading import Event, Lock
from uuid import uuid4

import structlog
from sqlalchemy.exc import SQLAlchemyError
from structlog.contextvars import bind_contextvars, clear_contextvars

from ivr.logs import about_call
from ivr.outbox import rows as outbox
from ivr.outbox.handling import Handler, Refused, TryAgain, pause
from ivr.outbox.rows import LEASE, Claimed, Outcome, turn_of
from ivr.storage import Database, DatabaseBusy, Json, UnreadableValue

AT_ONCE = 8
POLL_SECONDS = 0.1
"""How often a worker looks for commands: one that was just written is begun after half of this on average."""
PAUSE_SECONDS = 1.0
"""How long it leaves a database alone that it could not read."""

DATABASE_ERRORS = (SQLAlchemyError, DatabaseBusy)

Ready = Callable[[], bool]
"""Tells whether commands can be done at all now; while not, they are left to others."""

log = structlog.get_logger(__name__)


def now_in_utc() -> datetime:
    """Return the date."""
    return datetime.now(UTC)


class Worker:
    """Do the commands that there are handlers for, some at once."""

    def __init__(
        self,
        database: Database,
        handlers: Iterable[Handler],
        *,
        clock: Callable[[], datetime] = now_in_utc,
        at_once: int = AT_ONCE,
        chance: Random | None = None,
        ready: Ready = lambda: True,
    ) -> None:
        self._database = database
        self._handlers = {handler.kind: handler for handler in handlers}
        self._clock = clock
        self._at_once, self._ready = at_once, ready
        self._chance = chance or Random()
        self._name = f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid4().hex[:8]}"
        self._running: dict[int, Claimed] = {}
        self._lock = Lock()
        self._renewed = clock()

    def run(self, stop: Event) -> None:
        """Work until told to stop, then finish what was begun."""
        with ThreadPoolExecutor(self._at_once, thread_name_prefix="outbox") as threads:
            while not stop.wait(POLL_SECONDS):
                try:
                    self._renew()
                    for claimed in self._claim():
                        threads.submit(self._do, claimed)
                except DATABASE_ERRORS as error:
                    log.warning("the outbox can't be read now", error=type(error).__name__)
                    stop.wait(PAUSE_SECONDS)

    def work_off(self) -> int:
        """Do all that is due now, one after the other; return how many that were."""
        done = 0
        while claimed := self._claim():
            for each in claimed:
                self._do(each)
            done += len(claimed)
        return done

    def _claim(self) -> list[Claimed]:
        if not self._ready():
            return []
        free, now = self._at_once - len(self._running), self._clock()
        with self._database.reading_rows() as rows:
            if free < 1 or not outbox.is_any_due(rows, self._handlers, now):
                return []
        with self._database.writing_rows() as rows:
            claimed = list(outbox.claim(rows, self._name, self._handlers, now, free))
        with self._lock:
            self._running |= {each.id: each for each in claimed}
        return claimed

    def _renew(self) -> None:
        """Keep what is being done from being taken for abandoned."""
        if not self._running or self._clock() - self._renewed < LEASE / 3:
            return
        with self._lock:
            ids = list(self._running)
        with self._database.writing_rows() as rows:
            outbox.renew(rows, self._name, ids, self._clock())
        self._renewed = self._clock()

    def _do(self, claimed: Claimed) -> None:
        """Do a command and write down what came of it; what can't be written is done again when the lease is over."""
        about_call(claimed.call_sid, turn_of(claimed.key))
        bind_contextvars(command=claimed.id, kind=claimed.kind)
        try:
            self._write(claimed)
        except DATABASE_ERRORS as error:
            log.warning("a command's outcome could not be written", error=type(error).__name__)
        except Exception as broken:
            log.error("a command's outcome was not written", error=type(broken).__name__)
        finally:
            with self._lock:
                self._running.pop(claimed.id, None)
            clear_contextvars()

    def _write(self, claimed: Claimed) -> None:
        try:
            ended, error = Outcome("done", self._result(claimed)), ""
        except Refused as refused:
            ended, error = Outcome("refused", {"reason": refused.reason}), f"refused: {refused.reason}"
        except TryAgain as again:
            return self._put_off(claimed, str(again))
        except UnreadableValue as damaged:
            return self._set_aside(claimed, f"what it needs can't be read: {damaged}")
        except Exception as broken:
            log.error("a command broke", error=type(broken).__name__)
            return self._put_off(claimed, f"broke: {type(broken).__name__}")
        with self._database.writing_rows() as rows:
            outbox.end(rows, claimed, ended, self._clock(), error)

    def _result(self, claimed: Claimed) -> Json:
        """Do it, unless others died of it for as long, or as often, as it may be tried."""
        if claimed.attempts > 1 and self._was_tried_enough(claimed, claimed.attempts - 1):
            raise TryAgain(claimed.error or "no worker came to an end with it")
        with self._database.reading_rows() as rows:
            payload = outbox.payload_of(rows, claimed.id)
        return self._handlers[claimed.kind].do(payload, claimed.key)

    def _was_tried_enough(self, claimed: Claimed, attempts: int) -> bool:
        handler = self._handlers[claimed.kind]
        return self._clock() - claimed.created_at >= handler.patience or attempts >= handler.most_attempts

    def _put_off(self, claimed: Claimed, error: str) -> None:
        if self._was_tried_enough(claimed, claimed.attempts):
            return self._set_aside(claimed, error)
        with self._database.writing_rows() as rows:
            outbox.put_off(rows, claimed, self._clock() + pause(claimed.attempts, self._chance), error)

    def _set_aside(self, claimed: Claimed, error: str) -> None:
        """Make it a dead letter, so that it keeps nobody busy until somebody has mended what it needs."""
        with self._database.writing_rows() as rows:
            outbox.end(rows, claimed, Outcome("dead"), self._clock(), error)
        log.error(advice(claimed.id, claimed.kind, claimed.call_sid, error))


def advice(id_: int, kind: str, call_sid: str, error: str) -> str:
    """Return what an operator should do about a dead letter."""
    return (
        f"command {id_} ({kind}, call {call_sid or 'none'}) was not done: {error}. Mend what is wrong, then "
        f"`python -m ivr.outbox retry {id_}`; or `python -m ivr.outbox drop {id_}` gives it up"
    )
