"""Do the hotline's commands and begin calls of campaigns: `python -m ivr.outbox`; list, retry or drop dead letters."""

import argparse
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread

import structlog

from ivr import logs
from ivr.command import run
from ivr.hotline.handlers import handlers
from ivr.hotline.outbound import open_outbound
from ivr.keys import settings_or_exit
from ivr.outbox.letters import letters
from ivr.outbox.rows import drop, retry
from ivr.outbox.worker import DATABASE_ERRORS, Worker, advice
from ivr.storage import WORKING, Database, open_database

log = structlog.get_logger("ivr.outbox")


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit code."""
    told = _parser().parse_args(arguments)
    settings = settings_or_exit()
    database = open_database(settings, WORKING)
    if told.what == "run":
        logs.configure(settings)
        return _run(Worker(database, handlers(settings, database)), open_outbound(settings, database).pacer.run)
    try:
        return _tend(database, told)
    except DATABASE_ERRORS as error:
        print(
            f"the outbox can't be read ({type(error).__name__}): is IVR_DATABASE_URL right, and has the hotline run "
            "before? `flask --app app upgrade-database` makes the tables",
            file=sys.stderr,
        )
        return 2


def _tend(database: Database, told: argparse.Namespace) -> int:
    if told.what == "list":
        return _list(database)
    with database.writing_rows() as rows:
        did = (retry if told.what == "retry" else drop)(rows, told.id, datetime.now(UTC))
    print(f"command {told.id}: {told.what}" if did else f"command {told.id} is no dead letter; `list` shows them")
    return 0 if did else 1


def _run(worker: Worker, pace: Callable[[Event], None]) -> int:
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log.info("commands are done")
    Thread(target=pace, args=(stop,), name="pacer", daemon=True).start()
    worker.run(stop)
    return 0


def _list(database: Database) -> int:
    with database.reading_rows() as rows:
        dead = letters(rows)
    for letter in dead:
        print(advice(letter.id, letter.kind, letter.call_sid, letter.error))
    print(f"{len(dead)} dead letters")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ivr.outbox", description="Do the hotline's commands.")
    doing = parser.add_subparsers(dest="what")
    parser.set_defaults(what="run")
    doing.add_parser("run", help="do commands until told to stop")
    doing.add_parser("list", help="show the commands that were not done, and what to do")
    for name, help_ in (("retry", "try one again"), ("drop", "give one up; who was promised it is told")):
        doing.add_parser(name, help=help_).add_argument("id", type=int)
    return parser


if __name__ == "__main__":
    run(lambda: main(sys.argv[1:]))
