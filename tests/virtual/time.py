"""Work that the hotline gives to threads, done by the loop of the virtual clock instead."""

import asyncio
from concurrent.futures import Executor, Future


class LoopExecutor(Executor):
    """Does work a moment later, in the loop: no thread, always in the same order. How long it waits holds nobody up."""

    def __init__(self, sources, seconds=0.02):
        self._sources, self._seconds = sources, seconds

    def submit(self, function, /, *args, **kwargs):
        future = Future()
        asyncio.get_running_loop().call_later(self._seconds, self._do, future, function, args, kwargs)
        return future

    def _do(self, *work):
        _do(*work)
        self._sources.take_waited()


class SourceExecutor(Executor):
    """Asks a source that takes as long as `seconds()` says; nobody waits for it in real time."""

    def __init__(self, seconds):
        self._seconds = seconds
        self.waited = 0.0

    def submit(self, function, /, *args, **kwargs):
        future = Answering(self._seconds(), self)
        if future.seconds:
            asyncio.get_running_loop().call_later(future.seconds, _do, future, function, args, kwargs)
        else:
            _do(future, function, args, kwargs)
        return future

    def waits(self, seconds):
        """Let a webhook have waited so long for something else; True."""
        self.waited += seconds
        return True

    def take_waited(self):
        """Return how long webhooks have waited since last asked: time that the virtual clock still has to pass."""
        waited, self.waited = self.waited, 0.0
        return waited


class Answering(Future):
    """An answer that is there at once, or not in time."""

    def __init__(self, seconds, executor):
        super().__init__()
        self.seconds, self._executor = seconds, executor

    def result(self, timeout=None):
        if not self.done():
            self._executor.waited += timeout
            raise TimeoutError
        return super().result()


def _do(future, function, args, kwargs):
    try:
        future.set_result(function(*args, **kwargs))
    except Exception as error:
        future.set_exception(error)
