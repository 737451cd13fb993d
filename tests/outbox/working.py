"""A worker at work beside a test."""

from contextlib import contextmanager
from threading import Event, Thread


@contextmanager
def working(worker):
    """Let a worker run until the block is left."""
    stop = Event()
    thread = Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
