"""Calling out: ringing a phone until it answers, declines, or nobody comes."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from ivr.simulator.audio import tones
from ivr.simulator.engine.bridge import first
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange

PICKING_UP = 0.1
"""Seconds from picking up until there is somebody who listens."""


async def reach(exchange: Exchange, leg: Call, timeout: float) -> str:
    """Ring the phone a leg is addressed to; return `answered`, or the status the leg ended with."""
    exchange.become(leg, "initiated")
    exchange.become(leg, "ringing")
    phone = exchange.book.find(leg.parties.called)
    if phone is None:
        leg.log("nobody", number=leg.parties.called)
        await first(leg.gone, timeout=timeout)
        outcome = "no-answer"
    else:
        outcome = await _decided(phone.ring(leg), leg, timeout)
    if leg.over:
        return leg.status
    if outcome != "answered":
        exchange.hang_up(leg, outcome)
        return outcome
    exchange.answer(leg)
    assert phone is not None
    phone.talk(leg)
    return "answered"


async def send_keys(leg: Call, digits: str) -> None:
    """Press keys into a leg that was just answered, and wait until the last has sounded."""
    await asyncio.sleep(PICKING_UP)
    keys = tones.keys(digits)
    leg.heard.play(keys)
    await asyncio.sleep(keys.seconds)


async def _decided(ringing: Coroutine[Any, Any, str], leg: Call, timeout: float) -> str:
    task = asyncio.ensure_future(ringing)
    try:
        await first(task, leg.gone, timeout=timeout)
        return task.result() if task.done() else "no-answer"
    finally:
        task.cancel()
