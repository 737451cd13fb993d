"""Webhooks that get lost, doubled, delayed, or answered by a broken proxy."""

import asyncio

from ivr.simulator.faults.plan import FaultPlan
from ivr.simulator.web.transport import Request, Response, Transport, TransportError

LONGEST_DELAY = 6.0
TICK = 0.01


class FaultyTransport:
    """A transport on a bad day."""

    def __init__(self, inner: Transport, plan: FaultPlan) -> None:
        self._inner = inner
        self._plan = plan
        self._late: set[asyncio.Task[Response]] = set()
        self._passed = asyncio.Event()

    async def send(self, request: Request) -> Response:
        """Send the request, or let it suffer."""
        if self._plan.strikes("webhook_lost") is not None:
            raise TransportError("ct", 11205, f"no connection to {request.url} in time")
        if self._plan.strikes("webhook_5xx") is not None:
            return Response(502, {"content-type": "text/html"}, b"Bad Gateway")
        delay = self._plan.strikes("webhook_delayed")
        if delay is not None:
            await asyncio.sleep(delay * LONGEST_DELAY)
        if self._plan.strikes("webhook_reordered") is not None:
            await self._overtaken()
        again = self._plan.strikes("webhook_doubled")
        if again is not None:
            self._send_again(request, again)
        response = await self._inner.send(request)
        self._passed.set()
        if self._plan.strikes("reply_lost") is not None:
            raise TransportError("rt", 11205, f"no answer from {request.url} in time")
        return response

    async def close(self) -> None:
        """Let go of everything."""
        for task in self._late:
            task.cancel()
        await self._inner.close()

    async def _overtaken(self) -> None:
        """Wait until another request has been answered, if one comes."""
        self._passed.clear()
        try:
            await asyncio.wait_for(self._passed.wait(), LONGEST_DELAY)
        except TimeoutError:
            return
        await asyncio.sleep(TICK)

    def _send_again(self, request: Request, force: float) -> None:
        async def later() -> Response:
            await asyncio.sleep(force * LONGEST_DELAY)
            return await self._inner.send(request)

        task = asyncio.ensure_future(later())
        self._late.add(task)
        task.add_done_callback(self._late.discard)
