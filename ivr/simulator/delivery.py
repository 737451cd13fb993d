"""How callbacks travel when asked to travel badly: late, lost, in the wrong order."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ivr.simulator.call import Call
    from ivr.simulator.exchange import Exchange

LONGEST_HOLD = 2.0

Send = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Delivery:
    """`late`: by up to so many seconds; `lost`: this share of them; `swapped`: every other one after the next."""

    late: float = 0.0
    lost: float = 0.0
    swapped: bool = False


async def deliver(exchange: "Exchange", call: "Call", url: str, send: Send) -> None:
    """Send a callback of a call, as well or badly as its delivery is."""
    delivery = call.delivery or exchange.manners.delivery
    if delivery.lost and exchange.outside.random.random() < delivery.lost:
        exchange.log.emit("callback", call.sid, url=url, state="lost")
        return
    if delivery.late:
        seconds = round(exchange.outside.random.random() * delivery.late, 3)
        exchange.log.emit("callback", call.sid, url=url, state="late", seconds=seconds)
        await exchange.clock.sleep(seconds)
    await (_swapped(exchange, call, url, send) if delivery.swapped else send())


async def _swapped(exchange: "Exchange", call: "Call", url: str, send: Send) -> None:
    """Keep a callback back until the one behind it is out, or nothing has come behind it for a while."""
    waiting, call.waiting_callback = call.waiting_callback, None
    if waiting is not None:
        await send()
        waiting.set()
        return
    exchange.log.emit("callback", call.sid, url=url, state="swapped")
    overtaken = call.waiting_callback = asyncio.Event()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(overtaken.wait(), LONGEST_HOLD)
    if call.waiting_callback is overtaken:
        call.waiting_callback = None
    await send()
