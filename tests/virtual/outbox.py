"""The worker of the outbox on the virtual clock: it works whenever a call looks for what came of its command."""

from contextlib import suppress
from contextvars import copy_context
from dataclasses import replace
from random import Random

from ivr.hotline.handlers import handlers
from ivr.outbox import TryAgain, Worker
from ivr.storage import DatabaseBusy
from ivr.turn.commands import Outcomes


class VirtualOutbox(Outcomes):
    """Outcomes as calls read them. Where the story's source is slow, a command is put off and tried again later."""

    def __init__(self, hotline):
        super().__init__(hotline.database, sleep=hotline.sources.waits)
        self._hotline = hotline
        self.begins_anew()

    def begins_anew(self):
        """Be the worker of a new run, with the same chances each time."""
        now = lambda: self._hotline.clock()  # noqa: E731 - the clock changes from run to run
        real = handlers(self._hotline.settings, self._database, now)
        doing = [replace(handler, do=self._when_ready(handler.do)) for handler in real]
        self._worker = Worker(self._database, doing, clock=now, chance=Random(1))

    def ended(self, key):
        """Let the worker do what is due, and look."""
        with suppress(DatabaseBusy):
            copy_context().run(self._worker.work_off)
        return super().ended(key)

    def _when_ready(self, do):
        def ready(payload, key):
            if self._hotline.source_seconds():
                raise TryAgain("no answer yet")
            return do(payload, key)

        return ready
