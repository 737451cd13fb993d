"""Processes that kill themselves with -9 at a step: `python -m tests.outbox.dying worker|web STEP ...`."""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from threading import Event, Timer

import ivr.outbox.rows
import ivr.outbox.worker
from ivr.outbox import Handler, Worker
from ivr.outbox.http import post_to
from ivr.storage import Database, Keyring
from tests.booking import COMMAND, PATIENT, booking_office, booking_script
from tests.line import Line

LEASE = timedelta(seconds=1)
WORKER_STEPS = ("never", "claimed", "before the post", "receiver at work", "answered", "written")
WEB_STEPS = ("decided", "before the commit", "after the commit")


def die():
    os.kill(os.getpid(), signal.SIGKILL)


class DyingWorker(Worker):
    """A worker that dies at a step of its first command."""

    dies_at = "never"

    def _claim(self):
        claimed = super()._claim()
        if claimed and self.dies_at == "claimed":
            die()
        return claimed

    def _result(self, claimed):
        if self.dies_at == "before the post":
            die()
        if self.dies_at == "receiver at work":
            Timer(0.4, die).start()
        result = super()._result(claimed)
        if self.dies_at == "answered":
            die()
        return result

    def _do(self, claimed):
        super()._do(claimed)
        if self.dies_at == "written":
            die()


def work(step, database, url):
    ivr.outbox.rows.LEASE = ivr.outbox.worker.LEASE = LEASE
    worker = DyingWorker(database, [Handler(COMMAND, post_to(url, "token"))])
    worker.dies_at = step
    print("works", flush=True)
    worker.run(Event())


def answer(step, database, folder, sid):
    """Take the key that confirms, as a web process that dies while it does."""
    office = booking_office(database, Path(folder), booking_script(PATIENT), clock=ivr.outbox.worker.now_in_utc)
    services = office.edge.context
    if step == "decided":
        object.__setattr__(services, "render", lambda document: die())
    commands, written = services.commands, services.commands.write
    if step == "before the commit":
        commands.write = lambda *given: (written(*given), die())
    if step == "after the commit":
        services.outcomes.comes_soon = lambda key: die()
    Line(office, sid, "+12025550143").fetch("/voice/1/keys", Digits="1")


if __name__ == "__main__":
    what, step, url, *rest = sys.argv[1:]
    opened = Database(url, Keyring.from_text(os.environ["SEALING_KEYS"], os.environ["INDEX_KEY"]))
    work(step, opened, *rest) if what == "worker" else answer(step, opened, *rest)
