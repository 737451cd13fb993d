"""Hold the ports on which calls come in, so that old and new processes can serve them together.

The launcher opens each once and hands it to the process that serves it. While one is being replaced nothing that comes
in is refused: it waits in the kernel until the old or the new process takes it.
"""

import os
import socket
from collections.abc import Mapping

BACKLOG = 2048


def variable(name: str) -> str:
    """Return the environment variable with the number of a process's socket."""
    return f"HOTLINE_{name.upper()}_FD"


def listen(places: Mapping[str, tuple[str, int]]) -> dict[str, socket.socket]:
    """Open a socket for each place."""
    return {name: socket.create_server(place, backlog=BACKLOG) for name, place in places.items()}


def given(name: str) -> socket.socket | None:
    """Return the socket that the launcher gave us, or None where we are to open one ourselves."""
    number = os.environ.get(variable(name))
    return socket.socket(fileno=int(number)) if number else None
