"""An event loop whose time jumps to the next timer instead of waiting for it."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Stuck(RuntimeError):
    """Nothing is ready and no timer is set: nothing would ever happen again."""


class _Jumping(selectors.SelectSelector):
    """Looks at sockets without waiting; what would have been waited is added to the loop's time."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Stuck("every task waits for something that no timer will bring")
        self.seconds += max(timeout, 0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop without sockets and threads, as fast as its work."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Return the virtual seconds since the loop was made."""
        return self._jumping.seconds


def run_virtual(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end on virtual time."""
    return run_alone(main, VirtualLoop)


def run_alone(main: Coroutine[Any, Any, T], loop: Callable[[], asyncio.AbstractEventLoop] | None = None) -> T:
    """Run a coroutine in a loop of its own; where one is running in this thread already, in another thread."""

    def ran() -> T:
        with asyncio.Runner(loop_factory=loop) as runner:
            return runner.run(main)

    if asyncio._get_running_loop() is None:
        return ran()
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ran).result()
