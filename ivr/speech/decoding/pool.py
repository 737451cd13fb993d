"""A small pool of decoders, about one a core, that take whole clips in the order they come.

A job holds all of its audio, so any decoder may take it, and one that crashed costs nothing but the time to decode the
same clip again in a fresh process. Nothing that happens to decoders or to their model ends the pool: a job has its
answer, or DecodeFailed, by its deadline, and the model is loaded again until it works.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars

from ivr.speech.decoding.decoder import Decoder, DecodersUnavailable
from ivr.speech.decoding.job import NOTHING, BadJob, Decode, Job
from ivr.speech.decoding.load import Load
from ivr.speech.decoding.source import CRASHES, DecoderSource
from ivr.speech.losses import Reason
from ivr.speech.mulaw import seconds_of

MAX_WAITING = 256
"""Jobs that may wait; the next is dropped and counted."""
TRIES = 2
PATIENCE = 15.0
"""Seconds a job may take, plus half the clip's length, before its decoder is killed."""
DEADLINE = 30.0
"""Seconds after which a job, plus its length, is given up wherever it is: in the queue, or in its second decoder."""

log = structlog.get_logger(__name__)
Waiting = tuple[Job, asyncio.Future[Decode], Mapping[str, object]]
"""A job, what its result is put into, and whose call it is for, for the log."""


class DecodeFailed(Exception):
    """A clip could not be decoded now: no decoder in time, or two of them ended. Asking again later may help.

    What is wrong with the clip itself, so that asking again will not help, is a BadJob: from two dead decoders nobody
    can tell whether the clip, the memory or an operator ended them.
    """

    permanent = False

    def __init__(self, why: str, reason: Reason) -> None:
        super().__init__(why)
        self.reason: Reason = reason


class Pool:
    """Decoders for many calls; made by `open_pool`."""

    def __init__(self, model: Path, decoders: int, niceness: int = 0) -> None:
        self._source = DecoderSource(model, niceness)
        self._waiting: asyncio.Queue[Waiting] = asyncio.Queue(MAX_WAITING)
        self._decoders: list[Decoder | None] = [None] * decoders
        self._workers = [asyncio.create_task(self._work(place)) for place in range(decoders)]
        self._cold: set[int] = set()
        self.load = Load()
        self.crashes = self.drops = 0
        self.decoded_at = float("-inf")

    @property
    def decoders(self) -> int:
        """Return how many clips are decoded at once."""
        return len(self._decoders)

    @property
    def ready(self) -> bool:
        """Tell whether the model is loaded; while it is not, jobs fail or wait for it."""
        return self._source.ready

    @property
    def idle_seconds(self) -> float:
        """Return how long ago a clip was decoded."""
        return asyncio.get_running_loop().time() - self.decoded_at

    async def opened(self) -> None:
        """Return when the model is loaded; raise DecodersUnavailable when it can't be now."""
        await self._source.opened()

    @property
    def pids(self) -> tuple[int, ...]:
        """Return our processes: the fork server's first, then the living decoders'."""
        pids = (self._source.pid, *(decoder.pid for decoder in self._decoders if decoder))
        return tuple(pid for pid in pids if pid)

    async def decode(self, job: Job) -> Decode:
        """Return what is heard; raise BadJob for a bad job, DecodeFailed when it can't be had."""
        future: asyncio.Future[Decode] = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait((job, future, get_contextvars()))
        except asyncio.QueueFull:
            self.drops += 1
            raise DecodeFailed("too many clips wait for a decoder", "queue full") from None
        sound = seconds_of(job.mulaw)
        self.load.came(sound)
        try:
            return await asyncio.wait_for(future, DEADLINE + sound)
        except TimeoutError:
            raise DecodeFailed("no decoder was done with it in time", "deadline") from None
        finally:
            self.load.went(sound)

    async def warm(self, jobs: Iterable[Job]) -> None:
        """Let all decoders have the recognisers of these jobs from their next clip on, also those that come later.

        Raises BadJob for a bad job, DecodersUnavailable when it can't be done now: then they make their own.
        """
        await self._source.warm(jobs)
        self._cold.update(range(self.decoders))

    async def hear(self, job: Job) -> Decode:
        """Return what is heard, nothing when it can't be had; raise BadJob for a bad job."""
        try:
            return await self.decode(job)
        except DecodeFailed as error:
            log.warning("clip not decoded", error=str(error))
            return replace(NOTHING, lost=error.reason)

    async def close(self) -> None:
        """End all decoders; clips that still wait are cancelled."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        while not self._waiting.empty():
            self._waiting.get_nowait()[1].cancel()
        await self._source.close()

    async def _work(self, place: int) -> None:
        """Take one job after the other; whatever happens in one, this goes on with the next."""
        try:
            while True:
                job, future, whose = await self._waiting.get()
                if future.done():
                    continue
                with bound_contextvars(**whose):  # a decoder's lines are about the call that it decodes for
                    try:
                        await self._settle(job, future, place)
                    except Exception as error:
                        log.exception("a decoder's worker broke")
                        self._give_up_on(place, error)
                        _fail(future, DecodeFailed("the decoder's worker broke", "error"))
        finally:
            if decoder := self._decoders[place]:
                decoder.kill()

    async def _settle(self, job: Job, future: asyncio.Future[Decode], place: int) -> None:
        """Give the future its result, from a fresh decoder when the first one crashes."""
        for _ in range(TRIES):
            try:
                decoder = await self._decoder(place)
                sound = seconds_of(job.mulaw)
                with self.load.decoding(sound):
                    decode = await asyncio.wait_for(decoder.decode(job), PATIENCE + sound / 2)
            except BadJob as error:
                return _fail(future, error)
            except DecodersUnavailable as error:
                return _fail(future, DecodeFailed(str(error), "no model"))
            except CRASHES as error:
                self._give_up_on(place, error)
            else:
                self.decoded_at = asyncio.get_running_loop().time()
                return _give(future, decode)
        _fail(future, DecodeFailed("its decoder ended twice", "decoder died"))

    async def _decoder(self, place: int) -> Decoder:
        """Return the decoder of a place: a fresh one where there is none, or one without the recognisers made since."""
        if place in self._cold:
            self._cold.remove(place)
            if decoder := self._decoders[place]:
                decoder.kill()
            self._decoders[place] = None
        decoder = self._decoders[place] = self._decoders[place] or await self._source.decoder()
        return decoder

    def _give_up_on(self, place: int, error: Exception) -> None:
        decoder, self._decoders[place] = self._decoders[place], None
        self.crashes += 1
        log.warning("decoder crashed", error=type(error).__name__, pid=decoder.pid if decoder else None)
        if decoder:
            decoder.kill()


def _give(future: asyncio.Future[Decode], result: Decode) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[Decode], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


@asynccontextmanager
async def open_pool(
    model: Path, decoders: int | None = None, *, patient: bool = False, niceness: int = 0
) -> AsyncIterator[Pool]:
    """Load the model and give a pool of decoders, by default one a core, that yield to who is less nice.

    Raises DecodersUnavailable when it can't be loaded; a `patient` pool is given all the same, and begins to decode
    when it can.
    """
    pool = Pool(model, decoders or os.cpu_count() or 1, niceness)
    try:
        with contextlib.suppress(*([DecodersUnavailable] if patient else [])):
            await pool.opened()
        yield pool
    finally:
        await pool.close()
