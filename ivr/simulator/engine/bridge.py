"""Two legs that hear each other."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ivr.simulator.engine.call import Call


@contextmanager
def bridged(one: Call, other: Call) -> Iterator[None]:
    """Let two legs hear each other inside this block."""
    patches = [(one.heard, one.heard.patch(other.said)), (other.heard, other.heard.patch(one.said))]
    try:
        yield
    finally:
        for track, patch in patches:
            track.unpatch(patch)


async def first(*events: asyncio.Event | asyncio.Future[Any], timeout: float | None = None) -> bool:
    """Wait until one of them happens; False when the time ran out before."""
    waits = [asyncio.ensure_future(_happened(event)) for event in events]
    try:
        done, _ = await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        return bool(done)
    finally:
        for wait in waits:
            wait.cancel()


async def _happened(event: asyncio.Event | asyncio.Future[Any]) -> None:
    if isinstance(event, asyncio.Event):
        await event.wait()
    else:
        await asyncio.wait({event})
