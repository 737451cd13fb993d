"""A small pool of decoders, about one a core, that take whole clips in the order they come.

A job holds all of its audio, so any decoder may take it, and one that crashed costs nothing but the
time to decode the same clip again in a fresh process.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars

from ivr.speech.decoding.decoder import Decoder, ForkServer
from ivr.speech.decoding.job import NOTHING, BadJob, Decode, Job
from ivr.speech.mulaw import seconds_of

MAX_WAITING = 256
"""Jobs that may wait; the next is dropped and counted."""
TRIES = 2
PATIENCE = 15.0
"""Seconds a job may take, plus half the clip's length, before its decoder is killed."""

log = structlog.get_logger(__name__)
Waiting = tuple[Job, asyncio.Future[Decode], Mapping[str, object]]
"""A job, what its result is put into, and whose call it is for, for the log."""

CRASHES = (EOFError, ConnectionError, TimeoutError)


class DecodeFailed(Exception):
    """The clip crashed two decoders, or there were too many jobs. `permanent`: this clip never decodes."""

    def __init__(self, why: str, *, permanent: bool) -> None:
        super().__init__(why)
        self.permanent = permanent


class Pool:
    """Decoders for many calls; made by `open_pool`."""

    def __init__(self, model: Path, fork_server: ForkServer, decoders: int) -> None:
        self._model, self._fork_server = model, fork_server
        self._waiting: asyncio.Queue[tuple[Job, asyncio.Future[Decode], Mapping[str, object]]] = asyncio.Queue(
            MAX_WAITING
        )
        self._decoders: list[Decoder | None] = [None] * decoders
        self._workers = [asyncio.create_task(self._work(place)) for place in range(decoders)]
        self._reviving = asyncio.Lock()
        self.crashes = self.drops = 0

    @property
    def decoders(self) -> int:
        """Return how many clips are decoded at once."""
        return len(self._decoders)

    @property
    def pids(self) -> tuple[int, ...]:
        """Return our processes: the fork server's first, then the living decoders'."""
        return (self._fork_server.pid, *(decoder.pid for decoder in self._decoders if decoder))

    async def decode(self, job: Job) -> Decode:
        """Return what is heard; raise BadJob for a bad job, DecodeFailed when it can't be had."""
        future: asyncio.Future[Decode] = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait((job, future, get_contextvars()))
        except asyncio.QueueFull:
            self.drops += 1
            raise DecodeFailed("too many clips wait for a decoder", permanent=False) from None
        return await future

    async def hear(self, job: Job) -> Decode:
        """Return what is heard, nothing when it can't be had; raise BadJob for a bad job."""
        try:
            return await self.decode(job)
        except DecodeFailed as error:
            log.warning("clip not decoded", error=str(error))
            return NOTHING

    async def close(self) -> None:
        """End all decoders; clips that still wait are cancelled."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        while not self._waiting.empty():
            self._waiting.get_nowait()[1].cancel()
        await self._fork_server.close()

    async def _work(self, place: int) -> None:
        try:
            while True:
                job, future, whose = await self._waiting.get()
                if not future.done():
                    with bound_contextvars(**whose):  # a decoder's lines are about the call that it decodes for
                        await self._settle(job, future, place)
        finally:
            if decoder := self._decoders[place]:
                decoder.kill()

    async def _settle(self, job: Job, future: asyncio.Future[Decode], place: int) -> None:
        """Give the future its result, from a fresh decoder when the first one crashes."""
        for _ in range(TRIES):
            try:
                decoder = self._decoders[place] = self._decoders[place] or await self._fresh()
                _give(future, await asyncio.wait_for(decoder.decode(job), PATIENCE + seconds_of(job.mulaw) / 2))
                return
            except BadJob as error:
                _fail(future, error)
                return
            except CRASHES as error:
                self._bury(place, error)
        _fail(future, DecodeFailed("the clip crashed its decoder twice", permanent=True))

    def _bury(self, place: int, error: Exception) -> None:
        decoder, self._decoders[place] = self._decoders[place], None
        self.crashes += 1
        log.warning("decoder crashed", error=type(error).__name__, pid=decoder.pid if decoder else None)
        if decoder:
            decoder.kill()

    async def _fresh(self) -> Decoder:
        """Return a forked decoder, from a new fork server when the old one is gone."""
        fork_server = self._fork_server
        try:
            return await fork_server.decoder()
        except CRASHES:
            async with self._reviving:
                if self._fork_server is fork_server:
                    await fork_server.close()
                    self._fork_server = await ForkServer.open(self._model)
            return await self._fork_server.decoder()


def _give(future: asyncio.Future[Decode], result: Decode) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[Decode], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


@asynccontextmanager
async def open_pool(model: Path, decoders: int | None = None) -> AsyncIterator[Pool]:
    """Load the model and give a pool of decoders, by default one a core; raise DecodersUnavailable when it can't."""
    pool = Pool(model, await ForkServer.open(model), decoders or os.cpu_count() or 1)
    try:
        yield pool
    finally:
        await pool.close()
