"""Play many past calls, several at a time so that no decoder waits."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from ivr.hotline.regions import models_of, open_regions
from ivr.hotline.replay.decoding import one_call, open_decoders
from ivr.hotline.replay.past import PastCall, read
from ivr.hotline.replay.side import Side, Workplace, open_side
from ivr.hotline.replay.walking import Walker
from ivr.intents.encoder import encoder
from ivr.logs import about_call
from ivr.review.checking import Remembering
from ivr.review.playing import Edition, Tell
from ivr.review.walks import Walk
from ivr.settings import Settings
from ivr.speech.losses import UtteranceLost
from ivr.storage import WORKING, Database
from ivr.storage.migrate import upgrade

log = structlog.get_logger(__name__)
AT_ONCE = 4
"""Calls that are played at once."""


def play(
    settings: Settings, database: Database, editions: Sequence[Edition], sids: Sequence[str], tell: Tell
) -> list[tuple[Walk, ...]]:
    """Return how each call goes through each edition; calls that can't be played are left out, and the log says which.

    Raises DecodersUnavailable, IntentsUnavailable, GrammarError.
    """
    return asyncio.run(_play(settings, database, editions, sids, tell))


async def _play(
    settings: Settings, database: Database, editions: Sequence[Edition], sids: Sequence[str], tell: Tell
) -> list[tuple[Walk, ...]]:
    models = models_of(settings, open_regions(settings))
    async with open_decoders({language: model for language, model in models.items() if model}) as decoders:
        place = Workplace(settings, database, decoders, Remembering(encoder()))
        with _scratch(settings.data, database, len(editions)) as scratches:
            sides = [open_side(place, edition, own) for edition, own in zip(editions, scratches, strict=True)]
            return await _all(database, sides, sids, tell)


async def _all(database: Database, sides: Sequence[Side], sids: Sequence[str], tell: Tell) -> list[tuple[Walk, ...]]:
    places, done = asyncio.Semaphore(AT_ONCE), 0

    async def one(sid: str) -> tuple[Walk, ...]:
        nonlocal done
        async with places:
            past = read(database, sid)
            walked = await _through(past, sides, database) if past else ()
        done += 1
        tell(done, len(sids))
        return walked

    return [walked for walked in await asyncio.gather(*(one(sid) for sid in sids)) if walked]


async def _through(past: PastCall, sides: Sequence[Side], database: Database) -> tuple[Walk, ...]:
    with one_call():
        try:
            return tuple([await Walker(side, past, database.keyring.blind_index).walk() for side in sides])
        except UtteranceLost as lost:
            about_call(past.call.sid, None)
            log.warning("a call is not played again: its sound was not decoded", why=str(lost))
            return ()


@contextmanager
def _scratch(data: Path, database: Database, count: int) -> Iterator[list[Database]]:
    """Give empty databases for what is played: encrypted as the real one, and gone at the end."""
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=data, prefix="replay-") as folder:
        made = [Database(f"sqlite:///{folder}/{number}.sqlite3", database.keyring, WORKING) for number in range(count)]
        try:
            for each in made:
                upgrade(each)
            yield made
        finally:
            for each in made:
                each.dispose()
