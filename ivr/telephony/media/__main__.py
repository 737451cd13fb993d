"""Run the media gateway: `python -m ivr.telephony.media`."""

import asyncio
import signal
from functools import partial
from pathlib import Path
from threading import Thread

import structlog

from ivr import command, logs
from ivr.hotline.build import open_edge
from ivr.hotline.listeners import given
from ivr.hotline.main_question import GRAMMARS, questions
from ivr.hotline.regions import models_of
from ivr.intents.reader import TopicReader, open_reader
from ivr.keys import settings_or_exit
from ivr.languages import Language
from ivr.open_files import raise_limit
from ivr.ready import REPLACED, tell_ready
from ivr.settings import PROJECT, Settings
from ivr.speech import Speech
from ivr.storage import open_database
from ivr.telephony.media.gateway import Gateway, first
from ivr.telephony.media.publications import Publications

log = structlog.get_logger("ivr.telephony.media")


async def run(settings: Settings) -> int:
    """Serve until told to stop; return the exit code."""
    stop, replaced = asyncio.Event(), asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, stop.set)
    asyncio.get_running_loop().add_signal_handler(REPLACED, replaced.set)
    edge = open_edge(settings, open_database(settings))
    models = models_of(settings, edge.context.regions)
    heard = [language for language, model in models.items() if model]
    readers = await asyncio.to_thread(_readers, heard, PROJECT / "grammars")
    publications = Publications(
        edge.context.database,
        PROJECT / "grammars",
        settings.data / "versions",
        {language.code: language for language in heard},
        partial(_readers, heard),
    )
    decoders = settings.decoders or None
    async with Speech.open(models, PROJECT / "grammars", decoders, readers, questions()) as speech:
        await publications.look(speech)
        Thread(target=edge.prompts.follow, daemon=True).start()
        following = asyncio.create_task(publications.follow(speech))
        gateway = Gateway(edge, speech)
        try:
            server = await gateway.serve(settings.host, settings.media_port, given("media"))
        except OSError as error:
            log.error("the media gateway can't listen", port=settings.media_port, error=error.strerror)
            return 1
        log.info("the media gateway listens", speech=speech.health.detail)
        tell_ready(well=speech.health.ok or not settings.speech)
        await first(stop.wait(), replaced.wait())
        await gateway.drain(server, stop)
        following.cancel()
    return 0


def _readers(languages: list[Language], grammars: Path) -> dict[str, TopicReader]:
    """Return what reads answers to the main question, in the languages that there is a model for."""
    opened = {
        language.code: open_reader(language, grammars, GRAMMARS, lambda why: log.warning("topics", why=why))
        for language in languages
    }
    return {code: reader for code, reader in opened.items() if reader}


def main() -> int:
    """Read the settings and run."""
    settings = settings_or_exit()
    raise_limit()
    logs.configure(settings)
    return asyncio.run(run(settings))


if __name__ == "__main__":
    command.run(main)
