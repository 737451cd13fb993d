"""Tell whoever started this process that it serves now: a byte in a pipe that it gave us, or nothing without one."""

import os
import signal
from contextlib import suppress

PIPE = "HOTLINE_READY_FD"
"""The environment variable with the number of the pipe."""
WELL, BY_KEYS = b"+", b"-"
REPLACED = signal.SIGUSR1
"""Told to the media gateway when its successor serves: it takes no new streams, and ends with the last of its own."""


def tell_ready(*, well: bool = True) -> None:
    """Tell it; `well` is False where it serves, but not as it should."""
    if number := os.environ.get(PIPE):
        with suppress(OSError, ValueError):  # nobody listens any more
            os.write(int(number), WELL if well else BY_KEYS)
