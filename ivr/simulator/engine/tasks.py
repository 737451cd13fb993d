"""What runs beside everything else, remembered so that it can be waited for."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from ivr.simulator.engine.clock import Clock

TICK = 0.001  # a shorter wait may not move the clock at all


class Tasks:
    """Background work, by the call it belongs to."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tasks: dict[asyncio.Task[None], str] = {}

    def spawn(self, work: Coroutine[Any, Any, None], call: str = "") -> asyncio.Task[None]:
        """Run something beside everything else, for a call (its SID) or for none; `settle` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks[task] = call
        task.add_done_callback(self._tasks.pop)
        return task

    async def settle(self, seconds: float, calls: frozenset[str] | None = None) -> None:
        """Wait until nothing is left to do (for some calls: for them), or drop it after so many seconds."""
        deadline = self._clock.now() + seconds
        while (tasks := self._open(calls)) and self._clock.now() < deadline:
            await asyncio.wait(
                tasks, timeout=max(deadline - self._clock.now(), TICK), return_when=asyncio.FIRST_COMPLETED
            )
        for task in self._open(calls):
            task.cancel()

    def _open(self, calls: frozenset[str] | None) -> list[asyncio.Task[None]]:
        return [task for task, sid in self._tasks.items() if calls is None or sid in calls]
