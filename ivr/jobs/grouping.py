"""Put what was not understood into groups of likeness, whenever calls that are over brought more of it."""

from threading import Event

import structlog

from ivr import review
from ivr.intents import IntentsUnavailable
from ivr.intents.encoder import encoder
from ivr.outbox.worker import DATABASE_ERRORS
from ivr.storage import Database

log = structlog.get_logger("ivr.jobs")
BREATH_SECONDS, PAUSE_SECONDS = 0.2, 5.0
"""Between two lots; after the last."""


def group(database: Database, stop: Event) -> None:
    """Group what waits, and whatever comes, until told to stop; groups go with the last of their calls."""
    try:
        known = encoder()
    except IntentsUnavailable as error:
        log.warning("what was not understood is not grouped", why=str(error))
        return
    while not stop.is_set():
        try:
            done = review.group(database, known)
            if not done:
                with database.writing_rows() as rows:
                    review.forget_empty(rows)
        except DATABASE_ERRORS as error:
            log.warning("what was not understood can't be grouped now", error=type(error).__name__)
            done = 0
        stop.wait(BREATH_SECONDS if done else PAUSE_SECONDS)
