"""Sends callbacks beside a call, as well or badly as their delivery is: late, lost, in the wrong order."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.web.fetch import FetchError

LONGEST_HOLD = 2.0

Send = Callable[[], Awaitable[None]]


def call_back(exchange: Exchange, call: Call, hook: Hook, form: dict[str, Any]) -> None:
    """Send a callback beside the call; a failure is a warning 15003."""
    call.spawn(_called_back(exchange, call, hook, [(name, str(value)) for name, value in form.items()]))


async def _called_back(exchange: Exchange, call: Call, hook: Hook, form: list[tuple[str, str]]) -> None:
    async def send() -> None:
        try:
            await call.fetch(hook.method, hook.url, form)
        except FetchError as error:
            call.notify(15003 if error.code == 11200 else error.code, str(error), hook.url)

    await _delivered(exchange, call, hook.url, send)


async def _delivered(exchange: Exchange, call: Call, url: str, send: Send) -> None:
    delivery, random = call.delivery or exchange.behaviour.delivery, exchange.random
    if delivery.lost and random.random() < delivery.lost:
        call.log("callback", url=url, state="lost")
        return
    if delivery.late:
        seconds = round(random.random() * delivery.late, 3)
        call.log("callback", url=url, state="late", seconds=seconds)
        await exchange.clock.sleep(seconds)
    await (_swapped(call, url, send) if delivery.swapped else send())


async def _swapped(call: Call, url: str, send: Send) -> None:
    """Keep a callback back until the one behind it is out, or nothing has come behind it for a while."""
    waiting, call.waiting_callback = call.waiting_callback, None
    if waiting is not None:
        await send()
        waiting.set()
        return
    call.log("callback", url=url, state="swapped")
    overtaken = call.waiting_callback = asyncio.Event()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(overtaken.wait(), LONGEST_HOLD)
    if call.waiting_callback is overtaken:
        call.waiting_callback = None
    await send()
