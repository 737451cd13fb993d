"""The simulator as a server: REST API, phones, scenarios, the softphone's page."""

import asyncio
import json
from dataclasses import replace

from aiohttp import web

from ivr.simulator.engine.account import Account, Hooks
from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.phone import page, replay
from ivr.simulator.phone.order import read_order
from ivr.simulator.phone.origin import refuse_other_sites
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario_file import BadScenario
from ivr.simulator.phone.socket import PhoneSocket
from ivr.simulator.rest.api import RestApi
from ivr.simulator.rest.requests import ApiRequest

MOST_BYTES = 32 * 1024 * 1024
LONGEST_HANG = 60.0


class Server:
    """Serves one exchange over HTTP; `default` is the app that phones call when they name none."""

    def __init__(
        self, exchange: Exchange, account: Account, default: Hooks | None = None, rest: RestApi | None = None
    ) -> None:
        self._exchange = exchange
        self._account = account
        self._default = default or Hooks()
        self._rest = rest or RestApi(exchange)
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen (port 0: any free one) and return the base URL; OSError when the port is taken."""
        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_route("*", "/2010-04-01/{path:.*}", self._answer)
        app.router.add_route("*", "/v1/{path:.*}", self._answer)
        app.router.add_get("/health", self._health)
        app.router.add_get("/phone", self._phone)
        app.router.add_post("/scenarios", self._scenario)
        app.router.add_post("/rest/next", self._refuse_next)
        page.add_routes(app)
        replay.add_routes(app, self._exchange)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        real = self._runner.addresses[0][1]
        self._exchange.api_url = f"http://{host}:{real}"
        return self._exchange.api_url

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        form = [(key, str(value)) for key, value in (await request.post()).items()]
        authorization = request.headers.get("Authorization", "")
        try:
            method = "GET" if request.method == "HEAD" else request.method
            answer = self._rest.answer(ApiRequest(method, request.path_qs, form, authorization))
        except TimeoutError:  # a fault that was asked for
            await asyncio.sleep(LONGEST_HANG)
            raise
        if answer.status == 204:
            return web.Response(status=204)
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        return web.Response(status=answer.status, body=body, content_type=answer.content_type)

    async def _health(self, request: web.Request) -> web.Response:
        return web.json_response({"simulator": True, "account_sid": self._account.sid})

    async def _refuse_next(self, request: web.Request) -> web.Response:
        """Let the next REST requests be refused: `{"status": 429, "times": 3}`."""
        refuse_other_sites(request)
        try:
            order = await request.json()
            self._rest.refuse_next(int(order["status"]), int(order.get("times", 1)))
        except (ValueError, KeyError, TypeError) as error:
            raise web.HTTPBadRequest(text=f"not understood: {error!r}") from error
        return web.json_response({"ok": True})

    async def _phone(self, request: web.Request) -> web.WebSocketResponse:
        refuse_other_sites(request)
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        await PhoneSocket(self._exchange, self._account, self._default, socket).serve()
        return socket

    async def _scenario(self, request: web.Request) -> web.StreamResponse:
        """Run a scenario that is sent, and stream its events, one a line."""
        refuse_other_sites(request)
        try:
            order = read_order(await request.json())
        except (BadScenario, ValueError, KeyError, TypeError) as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        account = self._exchange.account_of(order.token or self._account.token)
        hooks = order.hooks.or_else(self._default)
        if hooks.voice is None:
            raise web.HTTPBadRequest(text="no app URL to call")
        self._exchange.buy(account, order.scenario.called, hooks)
        response = web.StreamResponse(headers={"Content-Type": "application/x-ndjson"})
        await response.prepare(request)
        lines: asyncio.Queue[str] = asyncio.Queue()
        started = self._exchange.now()

        one = ScenarioRun(self._exchange, account, order.scenario, alone=False)

        def report(event: Event) -> None:
            if one.owns(event):
                lines.put_nowait(replace(event, at=round(event.at - started, 3)).line() + "\n")

        self._exchange.log.sinks.append(report)
        run = asyncio.ensure_future(one.run())
        try:
            while not (run.done() and lines.empty()):
                try:
                    await response.write((await asyncio.wait_for(lines.get(), 0.2)).encode())
                except TimeoutError:
                    continue
            run.result()
        finally:
            run.cancel()
            self._exchange.log.sinks.remove(report)
        return response
