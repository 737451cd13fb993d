"""Where speech begins and ends in a sound that is going on, by its loudness."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ivr.simulator.audio import mulaw

STEP = 0.1
LOUD = 300.0
"""Root mean square of speech; quieter is background noise."""
ENDS = 0.7
BEFORE = 0.3


@dataclass(frozen=True)
class Line:
    """One direction of a call: the sample on it now, its samples between two positions, and whether it is over."""

    position: Callable[[], int]
    read: Callable[[int, int], bytes]
    over: Callable[[], bool]


Began = Callable[[int, int], bool]
Said = Callable[[int, int, float], Awaitable[None]]


async def follow(line: Line, began: Began, said: Said, step: float = STEP) -> None:
    """Tell each utterance until the line is over.

    `began(before, now)` hears the span in which it got loud and returns whether to follow it.
    `said(start, end, seconds)` hears the span from a little before the first loud sample to 0.7 s after the last, or to
    the line's end, and for how long somebody spoke in it.
    """
    first: int | None = None
    last, quiet, before = 0, 0.0, line.position()

    async def tell(first: int, end: int) -> None:
        await said(max(first - round(BEFORE * mulaw.RATE), 0), end, round((last - first) / mulaw.RATE, 2))

    while not line.over():
        await asyncio.sleep(step)
        now = line.position()
        loud = mulaw.loudness(line.read(before, now)) >= LOUD
        last, quiet = (now, 0.0) if loud else (last, quiet + step)
        if loud and first is None and began(before, now):
            first = before
        elif first is not None and quiet >= ENDS:
            await tell(first, now)
            first = None
        before = now
    if first is not None:
        await tell(first, line.position())
