"""Webhooks once more: sent again after the fact, or tampered with on their way (for the softphone)."""

import asyncio
import copy
from typing import Any

from aiohttp import web

from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.phone.origin import refuse_other_sites
from ivr.simulator.web.fetch import AppRequest, Attempt, FetchError
from ivr.simulator.web.tampering import LONGEST, Tampered, Tampering, Trick

MOST_TIMES = 10


def add_routes(app: web.Application, exchange: Exchange) -> None:
    """Serve `POST /webhooks/replay` and `POST /webhooks/next`."""
    replay = Replay(exchange)
    app.router.add_post("/webhooks/replay", replay.again)
    app.router.add_post("/webhooks/next", replay.next)


class Replay:
    """Sends webhooks again; no answer to a repeated one changes the call in the simulator."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._tampering = Tampering(exchange.transport, self._report)
        exchange.use(transport=self._tampering)

    async def again(self, request: web.Request) -> web.Response:
        """Send a webhook again, `times` at once, signed and with the call's cookies; return every answer."""
        refuse_other_sites(request)
        try:
            order = await request.json()
            webhook = order["method"], order["url"], [(str(name), str(value)) for name, value in order["form"].items()]
            times = min(int(order.get("times", 1)), MOST_TIMES)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise web.HTTPBadRequest(text=f"method, url and form are wanted: {error!r}") from error
        call = self._exchange.calls.get(str(order.get("call")))
        if call is None:
            raise web.HTTPNotFound(text="The simulator does not know this call any more: it was started anew since.")
        return web.json_response(await asyncio.gather(*(self._sent(call, *webhook) for _ in range(times))))

    async def next(self, request: web.Request) -> web.Response:
        """Arm what happens to the next webhook: {"seconds": 3, "twice": false}; neither disarms."""
        refuse_other_sites(request)
        try:
            order = await request.json()
            trick = Trick(min(float(order.get("seconds", 0)), LONGEST), bool(order.get("twice")))
        except (ValueError, TypeError, AttributeError) as error:
            raise web.HTTPBadRequest(text=f"seconds and twice are wanted: {error!r}") from error
        self._tampering.arm(trick if trick != Trick() else None)
        return web.Response(status=204)

    async def _sent(self, call: Call, method: str, url: str, form: list[tuple[str, str]]) -> dict[str, Any]:
        attempts: list[Attempt] = []
        request = AppRequest(method, url, form, copy.deepcopy(call.jar), attempts.append)
        try:
            reply = await self._exchange.fetcher(call.account).fetch(request)
            answer = {"status": reply.status, "content_type": reply.content_type}
            answer |= {"document": reply.body.decode(errors="replace")}
        except FetchError as error:
            answer = {"status": attempts[-1].status if attempts else 0, "code": error.code, "error": str(error)}
        milliseconds = round(sum(attempt.seconds for attempt in attempts) * 1000)
        self._exchange.emit("replay", call.sid, method=method, url=url, ms=milliseconds, **answer)
        return {"ms": milliseconds, **answer}

    def _report(self, done: Tampered) -> None:
        details = {"seconds": done.trick.seconds, "twice": done.trick.twice, "same": done.same}
        statuses = [response.status for response in done.responses]
        self._exchange.emit("tampered", done.call, url=done.request.url, statuses=statuses, **details)
