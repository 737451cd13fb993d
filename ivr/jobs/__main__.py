"""Do what is due after calls: `python -m ivr.jobs`."""

import asyncio
import contextlib
import os
import signal
import sys

import structlog

from ivr import logs
from ivr.hotline.keys import settings_with_keys
from ivr.jobs.transcribing import transcribe_all
from ivr.languages import LANGUAGES
from ivr.settings import Settings
from ivr.speech.decoding import DecodersUnavailable, open_pool
from ivr.speech.models import installed
from ivr.storage import Database, open_database

log = structlog.get_logger("ivr.jobs")
NICENESS = 10
"""Calls come first: this process and its decoder take what they leave."""


async def run(settings: Settings) -> None:
    """Work until told to stop; who has nothing to do waits, for a process that ends is started again."""
    working = asyncio.current_task()
    assert working
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, working.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await _work(settings, open_database(settings))
        await asyncio.Event().wait()


async def _work(settings: Settings, database: Database) -> None:
    """Transcribe with the larger model where one is named, else with that of the calls; nothing where there is none."""
    path = settings.transcript_model_path or settings.model_path
    model = installed(LANGUAGES[settings.language], path) if settings.speech else None
    if model is None:
        log.info("no speech model: calls are not transcribed")
        return
    try:
        async with open_pool(model, 1) as pool:
            log.info("calls are transcribed when they are over")
            await transcribe_all(database, pool)
    except DecodersUnavailable as error:
        log.error("calls are not transcribed", error=str(error))


def main() -> int:
    """Read the settings and run."""
    settings = settings_with_keys()
    logs.configure(settings)
    os.nice(NICENESS)
    asyncio.run(run(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
