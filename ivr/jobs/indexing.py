"""Make calls findable once they are over, and again when transcribed; collect misses; sort calls by categories."""

from collections.abc import Mapping
from threading import Event

import structlog

from ivr import calls, review
from ivr.outbox.worker import DATABASE_ERRORS, PAUSE_SECONDS
from ivr.redaction import Redactors
from ivr.review import categories
from ivr.storage import Database

log = structlog.get_logger("ivr.jobs")
BREATH_SECONDS = 0.2
"""Between two lots, so that live calls get the database."""


def index(database: Database, redactors: Redactors, services: Mapping[str, str], stop: Event) -> None:
    """Index what waits, and whatever comes, until told to stop."""
    while not stop.is_set():
        try:
            with database.writing_rows() as rows:
                done = calls.index_calls(rows, redactors, services)
                review.collect(rows, done)
                categories.categorise(rows, done)
                goes_on = categories.catch_up(rows)
        except DATABASE_ERRORS as error:
            log.warning("calls can't be indexed now", error=type(error).__name__)
            done, goes_on = [], False
        stop.wait(BREATH_SECONDS if done or goes_on else PAUSE_SECONDS)
