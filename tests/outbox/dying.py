"""Processes that kill themselves with -9 at a step."""

import os
import signal
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Timer

import ivr.outbox.rows
import ivr.outbox.worker
from ivr.outbox import Worker
from ivr.storage import Database, Keyring
from tests.outbox.effects import BY_NAME

LEASE = timedelta(seconds=0.5)
WORKER_STEPS = ("claimed", "before it is done", "while it is done", "done", "written")
WEB_STEPS = ("before writing", "before the commit", "after the commit")


def die():
    os.kill(os.getpid(), signal.SIGKILL)


class DyingWorker(Worker):
    """A worker that dies at a step of its first command."""

    dies_at = ""

    def _claim(self):
        claimed = super()._claim()
        if claimed and self.dies_at == "claimed":
            die()
        return claimed

    def _result(self, claimed):
        if self.dies_at == "before it is done":
            die()
        if self.dies_at == "while it is done":
            Timer(0.3, die).start()
        result = super()._result(claimed)
        if self.dies_at == "done":
            die()
        return result

    def _do(self, claimed):
        super()._do(claimed)
        if self.dies_at == "written":
            die()


class DyingDatabase(Database):
    """A database whose process dies at a step of the first transaction that writes."""

    dies_at = ""

    @contextmanager
    def writing_rows(self):
        if self.dies_at == "before writing":
            die()
        with super().writing_rows() as rows:
            yield rows
            if self.dies_at == "before the commit":
                die()
        if self.dies_at == "after the commit":
            die()


def work(keys, database_url, effect, step, url):
    """Do commands until killed, or dead at a step."""
    ivr.outbox.rows.LEASE = ivr.outbox.worker.LEASE = LEASE
    database = Database(database_url, Keyring.from_text(*keys))
    worker = DyingWorker(database, BY_NAME[effect].handlers(database, url))
    worker.dies_at = step
    worker.run(Event())


def ask(keys, database_url, effect, step, folder, webhook):
    """Answer a webhook as a web process that dies while it does."""
    database = DyingDatabase(database_url, Keyring.from_text(*keys))
    office = BY_NAME[effect].office(database, folder)
    database.dies_at = step
    path, parameters = webhook
    office.line().post(path, **parameters)
