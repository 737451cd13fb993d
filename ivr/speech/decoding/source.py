"""Where decoders come from: a fork server that is loaded again when it is gone, after growing pauses if need be."""

import asyncio
import contextlib
from collections.abc import Iterable
from pathlib import Path

import structlog

from ivr.pauses import grown
from ivr.speech.decoding.decoder import Decoder, DecodersUnavailable, ForkServer
from ivr.speech.decoding.job import Job

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
FORK_SECONDS = 5.0
"""A fork server that has not forked by then has stopped: forking takes some ten milliseconds."""
WARM_SECONDS = 15.0
CRASHES = (EOFError, OSError)
"""How a decoder or the fork server that has ended, or hangs, shows itself; time-outs and broken pipes are OSErrors."""

log = structlog.get_logger(__name__)


class DecoderSource:
    """Forks decoders; where the model can't be loaded it says so at once, and goes on trying."""

    def __init__(self, model: Path, niceness: int = 0) -> None:
        self._model, self._niceness = model, niceness
        self._server: ForkServer | None = None
        self._failures = 0
        self._later: asyncio.TimerHandle | None = None
        self._closed = False
        self._loading: asyncio.Future[ForkServer]
        self._load()

    @property
    def pid(self) -> int | None:
        """Return the fork server's process id, None while there is none."""
        return self._server.pid if self._server else None

    @property
    def ready(self) -> bool:
        """Tell whether a decoder can be had now, as far as is known."""
        return self._server is not None

    async def opened(self) -> None:
        """Return when the model is loaded; raise DecodersUnavailable when it can't be now."""
        await asyncio.shield(self._loading)

    async def decoder(self) -> Decoder:
        """Return a fresh decoder; raise DecodersUnavailable when there is none to be had now."""
        server = self._server
        if server is None:
            server = await asyncio.shield(self._loading)
        try:
            decoder = await asyncio.wait_for(server.decoder(), FORK_SECONDS)
        except CRASHES:
            await self._replace(server)
            decoder = await self._first_of(await asyncio.shield(self._loading))
        self._failures = 0
        return decoder

    async def warm(self, jobs: Iterable[Job]) -> None:
        """Let decoders that are forked from now on have the recognisers of these jobs; raise BadJob for a bad one.

        A fork server that is loaded again begins without them: its callers wait already. Raises DecodersUnavailable.
        """
        server = await asyncio.shield(self._loading)
        try:
            for job in jobs:
                await asyncio.wait_for(server.warm(job), WARM_SECONDS)
        except CRASHES as error:
            await self._replace(server)
            raise DecodersUnavailable(f"a recogniser can't be made ready ({type(error).__name__})") from None

    async def close(self) -> None:
        """End the fork server; its decoders end when their sockets close."""
        self._closed = True
        if self._later:
            self._later.cancel()
        self._loading.cancel()
        with contextlib.suppress(asyncio.CancelledError, DecodersUnavailable):
            await self._loading
        if self._server:
            await self._server.close()

    async def _first_of(self, server: ForkServer) -> Decoder:
        try:
            return await asyncio.wait_for(server.decoder(), FORK_SECONDS)
        except CRASHES as error:
            await self._replace(server)
            raise DecodersUnavailable(f"the model's process ended twice ({type(error).__name__})") from None

    async def _replace(self, server: ForkServer) -> None:
        """Load the model again, once for all who miss this server."""
        if self._server is not server:
            return
        self._server = None
        log.warning("the model's process is gone: it is loaded again", pid=server.pid)
        if self._failures:
            self._load_later()
        else:
            self._failures = 1
            self._load()
        await server.close()

    def _load(self) -> None:
        self._loading = asyncio.ensure_future(self._loaded())
        self._loading.add_done_callback(_retrieve)

    def _load_later(self) -> None:
        """Try again after a pause, in which those who ask for a decoder are told that there is none."""
        pause = grown(FIRST_PAUSE, LONGEST_PAUSE, self._failures)
        self._failures += 1
        log.error("the model can't be loaded", model=self._model.name, again_in=pause)
        self._loading = asyncio.get_running_loop().create_future()
        self._loading.set_exception(DecodersUnavailable(f"the model in {self._model} can't be loaded"))
        self._loading.add_done_callback(_retrieve)
        self._later = asyncio.get_running_loop().call_later(pause, self._load)

    async def _loaded(self) -> ForkServer:
        try:
            server = await ForkServer.open(self._model, self._niceness)
        except (DecodersUnavailable, OSError) as error:
            if not self._closed:
                self._load_later()
            raise DecodersUnavailable(str(error)) from None
        self._server = server
        return server


def _retrieve(done: "asyncio.Future[ForkServer]") -> None:
    """Take note of a failure that nobody waited for."""
    if not done.cancelled():
        done.exception()
