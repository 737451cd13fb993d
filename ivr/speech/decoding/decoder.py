"""Our end of one forked decoder, and of the fork server that forks it."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Self

from ivr import settings
from ivr.speech.decoding.job import Decode, Job, decode_answer
from ivr.speech.decoding.wire import FORK, HERE, LENGTHS, job_frame

LOADING_SECONDS = 60.0
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class DecodersUnavailable(Exception):
    """The model can't be loaded or forked now."""

    permanent = False


class Decoder:
    """A decoder process: one job at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pid: int) -> None:
        self._reader, self._writer, self.pid = reader, writer, pid

    @classmethod
    async def on(cls, ours: socket.socket) -> Self:
        """Return the decoder at the other end of a socket, once it has said who it is."""
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        return cls(reader, writer, json.loads(await _frame(reader))["pid"])

    async def decode(self, job: Job) -> Decode:
        """Return what is heard; raise EOFError or ConnectionError when the process crashed, BadJob for a bad job."""
        self._writer.write(job_frame(job))
        await self._writer.drain()
        return decode_answer(await _frame(self._reader))

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.leave()

    def leave(self) -> None:
        """Ask nothing more of it."""
        self._writer.close()


class ForkServer:
    """The process that forks decoders; see `ivr.speech.decoding.fork_server`."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process, self._control = process, control

    @property
    def pid(self) -> int:
        """Return the process's id."""
        return self._process.pid

    @classmethod
    async def open(cls, model: Path, niceness: int = 0) -> Self:
        """Start the process, so much nicer than we are, and return when it has loaded the model.

        Raises DecodersUnavailable when it can't.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            nice = ("nice", "-n", str(niceness)) if niceness else ()
            command = (*nice, sys.executable, "-m", "ivr.speech.decoding.fork_server", str(model), str(theirs.fileno()))
            process = await asyncio.create_subprocess_exec(*command, pass_fds=(theirs.fileno(),), env=_environment())
        fork_server = cls(process, ours)
        ready = False
        try:
            ready = await _says_ready(ours)
        finally:
            if not ready:
                await fork_server.close()
        if not ready:
            raise DecodersUnavailable(f"the model in {model} can't be loaded")
        return fork_server

    async def decoder(self, asked: bytes = FORK) -> Decoder:
        """Return a fresh decoder; raise EOFError or ConnectionError when the fork server is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [asked], [theirs.fileno()])
        return await Decoder.on(ours)

    async def warm(self, job: Job) -> None:
        """Decode in the fork server itself: what it made for that is there in every decoder that it forks from now on.

        Only for jobs of our own making: what crashes it ends it. Raises as `Decoder.decode` does.
        """
        itself = await self.decoder(HERE)
        try:
            await itself.decode(job)
        finally:
            itself.leave()

    async def close(self) -> None:
        """End the fork server; its decoders end when their sockets close."""
        self._control.close()
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()  # it has nothing to put away, and one that is stopped would not end otherwise
            await self._process.wait()


def _environment() -> dict[str, str]:
    """Return the fork server's environment: one thread, and this package importable from any working directory."""
    path = os.pathsep.join(filter(None, (str(settings.PROJECT), os.environ.get("PYTHONPATH"))))
    return os.environ | ONE_THREAD | {"PYTHONPATH": path}


async def _says_ready(control: socket.socket) -> bool:
    control.setblocking(False)
    loop = asyncio.get_running_loop()
    try:
        return await asyncio.wait_for(loop.sock_recv(control, 1), LOADING_SECONDS) == b"+"
    except (TimeoutError, ConnectionError):
        return False
    finally:
        control.setblocking(True)


async def _frame(reader: asyncio.StreamReader) -> bytes:
    length, _ = LENGTHS.unpack(await reader.readexactly(LENGTHS.size))
    return await reader.readexactly(length)
