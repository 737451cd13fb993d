"""Do what is due after calls: `python -m ivr.jobs`."""

import asyncio
import signal
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from threading import Event

import structlog

import ivr.hotline.all_tables  # noqa: F401 - purges walk them all
from ivr import calls, command, logs
from ivr.hotline.forms import services_of_forms
from ivr.hotline.regions import models_of, open_regions
from ivr.intents.encoder import encode_if_possible
from ivr.jobs.alerting import TELLERS, tellers, watch
from ivr.jobs.checking import checker
from ivr.jobs.grouping import group
from ivr.jobs.indexing import index
from ivr.jobs.purging import Purging
from ivr.jobs.transcribing import Decode, transcriber
from ivr.keys import settings_or_exit
from ivr.languages import LANGUAGES
from ivr.outbox import Worker
from ivr.outbox.worker import DATABASE_ERRORS, PAUSE_SECONDS, Ready
from ivr.redaction import Redactors
from ivr.settings import Settings
from ivr.speech.decoding import Job, Pool, Word, open_pool
from ivr.storage import WORKING, Database, open_database

log = structlog.get_logger("ivr.jobs")
DECOYS = 400
"""Words beside which digits are listened for; with a quarter of them speech without a digit sounds like some."""
NICENESS = 10
"""Calls come first: the decoders take what they leave. This process itself yields to nobody: it writes into the
database, and on busy cores would keep the writers of live calls waiting while it has the lock."""


THREADS = 16
"""Each of the loops below keeps one until the end; asyncio alone gives four more than there are cores."""


async def run(settings: Settings) -> None:
    """Work until told to stop; who has nothing to do waits, for a process that ends is started again."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="jobs"))
    stop = Event()
    database = open_database(settings, WORKING)
    redactors = Redactors(LANGUAGES.values(), settings.brand, encode_if_possible)
    working = asyncio.create_task(_work(settings, database, redactors, stop))
    indexing = asyncio.create_task(
        asyncio.to_thread(index, database, redactors, services_of_forms(), stop), name="indexing"
    )
    grouping = asyncio.create_task(asyncio.to_thread(group, database, stop), name="grouping")
    checking = asyncio.create_task(
        asyncio.to_thread(Worker(database, [checker(database)], at_once=1).run, stop), name="checking"
    )
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, stop.set)
    watching = asyncio.create_task(asyncio.to_thread(watch, database, stop), name="alerts")
    telling = Worker(database, tellers(settings), at_once=TELLERS)
    told = asyncio.create_task(asyncio.to_thread(telling.run, stop), name="telling")
    purging = Purging(database, believe=settings.env == "development")  # there the hotline may be off for days
    purged = asyncio.create_task(asyncio.to_thread(purging.run, stop), name="purging")
    await working
    await asyncio.to_thread(stop.wait)
    await asyncio.gather(indexing, grouping, checking, purged, watching, told)


async def _work(settings: Settings, database: Database, redactors: Redactors, stop: Event) -> None:
    """Transcribe each call in its language, by the larger model where one is named, else by that of the calls."""
    larger = settings.transcript_model_path or settings.model_path
    models = models_of(settings.model_copy(update={"model_path": larger}), open_regions(settings))
    found = {language.code: model for language, model in models.items() if model}
    if not found:
        log.info("no speech model: calls are not transcribed")
        return
    async with AsyncExitStack() as stack:
        opened = {code: open_pool(model, 1, patient=True, niceness=NICENESS) for code, model in found.items()}
        pools = {code: await stack.enter_async_context(pool) for code, pool in opened.items()}
        log.info("calls are transcribed when they are over", languages=", ".join(pools))
        ready = lambda: any(pool.ready for pool in pools.values())  # noqa: E731
        await asyncio.to_thread(transcribe, database, pools_decoder(pools), redactors, stop, ready)


def pools_decoder(pools: Mapping[str, Pool]) -> Decode:
    """Return what decodes with the pools of languages of this event loop, for another thread."""
    loop = asyncio.get_running_loop()

    def decode(clip: bytes, language: str, phrases: tuple[str, ...] | None) -> Sequence[Word]:
        if language not in pools:
            return ()
        job = Job(clip, phrases, decoys=DECOYS if phrases else 0)
        return asyncio.run_coroutine_threadsafe(pools[language].decode(job), loop).result().words

    return decode


def transcribe(
    database: Database, decode: Decode, redactors: Redactors, stop: Event, ready: Ready = lambda: True
) -> None:
    """Write down what waits, and whatever comes, while decoders are ready; also what no command was made for."""
    while not stop.is_set():
        try:
            with database.writing_rows() as rows:
                calls.want_transcripts(rows, datetime.now(UTC))
            break
        except DATABASE_ERRORS as error:
            log.warning("what was said can't be looked through now", error=type(error).__name__)
            stop.wait(PAUSE_SECONDS)
    Worker(database, [transcriber(database, decode, redactors)], at_once=1, ready=ready).run(stop)


def main() -> int:
    """Read the settings and run."""
    settings = settings_or_exit()
    logs.configure(settings)
    asyncio.run(run(settings))
    return 0


if __name__ == "__main__":
    command.run(main)
