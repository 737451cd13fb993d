"""Write down word for word what callers said, once their call is over.

During a call only the question's grammar is listened for, which is quick; a decode of any words is three times as slow
and decides nothing then. Supervisors want to read it afterwards: what people say where the grammar expects
something else. The database is the queue, so that nothing is lost when a process ends, and any number may work.
"""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ivr import calls
from ivr.calls import Utterance
from ivr.logs import about_call, about_no_call
from ivr.speech.decoding import DecodeFailed, Job, Pool
from ivr.storage import Database

log = structlog.get_logger(__name__)

PAUSE = 5.0
"""Seconds between two looks for utterances when there are none."""


async def transcribe_all(database: Database, pool: Pool) -> None:
    """Write down what waits, and whatever comes, until cancelled; what goes wrong is tried again later."""
    while True:
        about_no_call()
        try:
            found = await transcribe_next(database, pool)
        except (SQLAlchemyError, DecodeFailed) as error:
            log.warning("transcripts wait", error=type(error).__name__)
            found = False
        if not found:
            await asyncio.sleep(PAUSE)


async def transcribe_next(database: Database, pool: Pool) -> bool:
    """Write down the oldest utterance that waits; return whether there was one."""
    waiting = await asyncio.to_thread(_next, database)
    if waiting is None:
        return False
    about_call(waiting.call_sid, waiting.turn)
    await asyncio.to_thread(_keep, database, waiting.id, await _words(pool, waiting.clip))
    return True


async def _words(pool: Pool, clip: bytes) -> str:
    """Return what is heard in a clip, nothing in one that can never be decoded; raise DecodeFailed for later."""
    try:
        return (await pool.decode(Job(clip, None))).text
    except DecodeFailed as error:
        if not error.permanent:
            raise
        return ""


def _next(database: Database) -> Utterance | None:
    with database.reading() as session:
        return calls.untranscribed(session)


def _keep(database: Database, id_: int, transcript: str) -> None:
    with database.writing() as session:
        calls.transcribe(session, id_, transcript)
