"""The process that loads the model and forks decoders: `python -m ivr.speech.decoding.fork_server MODEL FD`.

Each socket that comes over the control socket gets a decoder of its own, ready in some ten
milliseconds for a few megabytes, or is served here: decoders forked later begin with what was made for it.
The fork server stays single-threaded, or its forks could not be trusted.
It ends when the control socket closes, and a decoder when its own does.
"""

import contextlib
import gc
import json
import os
import signal
import socket
import sys

import vosk

from ivr.speech.decoding.job import BadJob, encode_answer
from ivr.speech.decoding.loaded import Loaded, load
from ivr.speech.decoding.recogniser import decode
from ivr.speech.decoding.wire import HERE, LENGTHS, MAX_FRAME, answer_frame, job_of

NICENESS = 5
"""Decoders yield to the event loop, which must take every frame in time."""


def main(model_path: str, control_fd: int) -> None:
    """Load the model, say so, and fork a decoder for each socket received."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    vosk.SetLogLevel(-1)
    loaded = load(model_path)
    if threads() != 1:
        sys.exit(f"the fork server has {threads()} threads; forks of it could hang")
    gc.freeze()
    with socket.socket(fileno=control_fd) as control:
        control.sendall(b"+")
        while asked := _next(control):
            what, connection = asked
            if what == HERE:
                _warm(loaded, connection)
            else:
                _fork(loaded, connection, control)


def threads() -> int:
    """Return how many threads this process has."""
    return len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1


def _next(control: socket.socket) -> tuple[bytes, socket.socket] | None:
    what, fds, _, _ = socket.recv_fds(control, 1, 1)
    return (what, socket.socket(fileno=fds[0])) if fds else None


def _warm(loaded: Loaded, connection: socket.socket) -> None:
    """Decode here what decoders will be asked: a grammar costs most the first time, and forks have its recogniser."""
    with connection, contextlib.suppress(ConnectionError):
        serve(loaded, connection)
    gc.freeze()


def _fork(loaded: Loaded, connection: socket.socket, control: socket.socket) -> None:
    if os.fork():
        connection.close()
        return
    try:
        control.close()
        os.nice(NICENESS)
        with contextlib.suppress(ConnectionError):
            serve(loaded, connection)
    finally:
        os._exit(0)


def serve(loaded: Loaded, connection: socket.socket) -> None:
    """Say who we are, then answer one job after the other until the socket closes."""
    connection.sendall(answer_frame(json.dumps({"pid": os.getpid()}).encode()))
    stream = connection.makefile("rb")
    while lengths := stream.read(LENGTHS.size):
        head, audio = LENGTHS.unpack(lengths)
        if head + audio > MAX_FRAME:
            return
        connection.sendall(answer_frame(_answer(loaded, stream.read(head), stream.read(audio))))


def _answer(loaded: Loaded, head: bytes, mulaw: bytes) -> bytes:
    try:
        return encode_answer(decode(loaded, job_of(head, mulaw)))
    except BadJob as error:
        return json.dumps({"bad_job": str(error)}).encode()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
