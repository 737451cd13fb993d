"""Let the other processes know that a caller is speaking, again and again until it is over.

A word that is not repeated is soon not believed any more, so a gateway that dies silences nobody for long.
"""

import asyncio
from collections.abc import Awaitable, Callable

BEAT_SECONDS = 2.0
LONGEST_SECONDS = 40.0  # longer than any speech and its decoding: an utterance that got lost must silence nobody either


class Heartbeat:
    """Call `beat` at once and every two seconds while it runs, but not for ever."""

    def __init__(self, beat: Callable[[], Awaitable[object]]) -> None:
        self._beat = beat
        self._over = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End it; when this returns no beat is under way."""
        self._over.set()
        await self._task

    async def _run(self) -> None:
        ends = asyncio.get_running_loop().time() + LONGEST_SECONDS
        while not self._over.is_set() and asyncio.get_running_loop().time() < ends:
            await self._beat()
            try:
                await asyncio.wait_for(self._over.wait(), BEAT_SECONDS)
            except TimeoutError:
                continue
