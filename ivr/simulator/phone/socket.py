"""The phone WebSocket: a browser or a terminal as a telephone (protocol: README.md)."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
from aiohttp import WSMsgType, web

from ivr.simulator.audio import mulaw
from ivr.simulator.callbacks.messages import receive
from ivr.simulator.engine.account import Account, Hook, Hooks, hooks_of
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.messages import Message
from ivr.simulator.engine.numbers import e164
from ivr.simulator.phone.access_token import read_token
from ivr.simulator.phone.handset import Handset
from ivr.simulator.phone.microphone import Microphone
from ivr.simulator.phone.prompt_listener import PromptListener
from ivr.simulator.phone.scenario import CALLED, CALLER

FRAME = 160
PATIENCE = 10.0


class PhoneSocket:
    """One telephone at the other end of a WebSocket."""

    def __init__(self, exchange: Exchange, account: Account, default: Hooks, socket: web.WebSocketResponse) -> None:
        self._exchange = exchange
        self._account = account
        self._default = default
        self._socket = socket
        self._number = ""
        self._call: Call | None = None
        self._handset: Handset | None = None
        self._prompt_listener: PromptListener | None = None
        self._microphone: Microphone | None = None
        self._moment = 0.0
        self._pcm = False
        self._decision: asyncio.Future[str] | None = None
        self._orders: asyncio.Queue[Awaitable[None]] = asyncio.Queue()
        self._letters: asyncio.Queue[dict[str, Any] | bytes] = asyncio.Queue()

    async def serve(self) -> None:
        """Be a phone until the socket closes; then put down the receiver."""
        self._exchange.log.sinks.append(self._report)
        helpers = [asyncio.ensure_future(work) for work in (self._take_commands(), self._deliver(), self._play())]
        self._post(self._hello())
        try:
            async for message in self._socket:
                if message.type == WSMsgType.BINARY:
                    self._speak(message.data)
                elif message.type == WSMsgType.TEXT:
                    self._take(message.data)
        finally:
            self._exchange.log.sinks.remove(self._report)
            self._exchange.book.remove(self._number, self)
            if self._handset is not None:
                self._handset.hang_up()
            for helper in helpers:
                helper.cancel()

    def _hello(self) -> dict[str, Any]:
        app = self._default.voice or Hook("")
        known = {"account_sid": self._account.sid, "api_url": self._exchange.api_url}
        return {"type": "hello", **known, "app_url": app.url, "app_method": app.method}

    async def ring(self, call: Call) -> str:
        """Ring until the person answers or declines."""
        self._decision = asyncio.get_running_loop().create_future()
        parties = call.parties
        who = {"from": parties.caller, "to": parties.called, "parameters": call.parameters}
        self._post({"type": "ringing", "call": call.sid, **who})
        try:
            return await self._decision
        finally:
            self._decision = None
            self._post({"type": "rang", "call": call.sid})

    def talk(self, call: Call) -> None:
        """Be on an answered call."""
        self._connect(call)

    def _take(self, text: str) -> None:
        try:
            order = json.loads(text)
            handler = self._handlers()[order["type"]]
            handler(order)
        except (ValueError, KeyError, TypeError) as error:
            self._post({"type": "error", "message": f"not understood: {error!r}"})

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], None]]:
        return {
            "register": self._register,
            "audio": self._format,
            "dial": self._dial,
            "answer": lambda order: self._decide("answered"),
            "decline": lambda order: self._decide("busy"),
            "keys": self._keys,
            "say": self._say,
            "hangup": lambda order: self._hang_up(order),
            "text": self._text,
        }

    def _register(self, order: dict[str, Any]) -> None:
        number = self._identity(str(order["token"])) if order.get("token") else e164(str(order["number"]))
        self._exchange.book.remove(self._number, self)
        self._number = number
        self._exchange.book.enter(self._number, self)
        self._post({"type": "registered", "number": self._number})

    def _identity(self, token: str) -> str:
        grant = read_token(token, self._account.api_keys, self._exchange.date())
        if not grant.incoming:
            raise ValueError("the token does not allow incoming calls (incoming_allow)")
        return grant.address

    def _format(self, order: dict[str, Any]) -> None:
        self._pcm = {"mulaw": False, "pcm16": True}[order["format"]]

    def _dial(self, order: dict[str, Any]) -> None:
        if self._call is not None and not self._call.over:
            raise ValueError("this phone is on a call")
        if order.get("token"):
            self._connect(self._client_call(str(order["token"]), order.get("parameters") or {}))
            return
        hooks = self._hooks(order)
        if hooks.voice is None:
            raise ValueError("no app URL to call")
        called = e164(str(order.get("to") or CALLED))
        account = self._exchange.account_of(str(order.get("auth_token") or self._account.token))
        self._exchange.buy(account, called, hooks)
        call = self._exchange.place(account, e164(str(order.get("from") or self._number or CALLER)), called)
        call.extra.update({str(name): str(value) for name, value in (order.get("parameters") or {}).items()})
        self._connect(call)

    def _client_call(self, token: str, given: dict[str, Any]) -> Call:
        """Call the TwiML app that a token names, with the caller's own parameters; one unknown here is our app."""
        grant = read_token(token, self._account.api_keys, self._exchange.date())
        if not grant.application:
            raise ValueError("the token does not allow outgoing calls (outgoing_application_sid)")
        application = self._account.applications.get(grant.application)
        hooks = application.hooks if application else self._default
        if hooks.voice is None:
            raise ValueError("the TwiML app has no voice URL")
        parameters = {**grant.parameters, **{str(name): str(value) for name, value in given.items()}}
        call = self._exchange.dial(self._account, grant.address, parameters.get("To", ""), hooks)
        call.extra |= parameters
        call.extra["ApplicationSid"] = grant.application
        return call

    def _hooks(self, order: dict[str, Any]) -> Hooks:
        app = self._default.voice or Hook("")
        return hooks_of({"url": app.url, "method": app.method, **order}).or_else(self._default)

    def _connect(self, call: Call) -> None:
        self._call = call
        self._handset = Handset(self._exchange, call)
        self._prompt_listener = PromptListener(call, self._exchange.clock)
        self._microphone = Microphone(call.said)
        self._moment = self._exchange.now()
        self._post({"type": "call", "call": call.sid})

    def _decide(self, decision: str) -> None:
        if self._decision is not None and not self._decision.done():
            self._decision.set_result(decision)

    def _keys(self, order: dict[str, Any]) -> None:
        self._order(order, lambda hands: hands.press(str(order["keys"])))

    def _say(self, order: dict[str, Any]) -> None:
        self._order(order, lambda hands: hands.say(str(order["text"])))

    def _hang_up(self, order: dict[str, Any]) -> None:
        async def down(hands: Handset) -> None:
            hands.hang_up()

        self._order(order, down)

    def _text(self, order: dict[str, Any]) -> None:
        """Send a text message to a number of the app, which it is given where nobody has called it yet."""
        to = e164(str(order.get("to") or CALLED))
        if to not in self._account.numbers:
            self._exchange.buy(self._account, to, self._default)
        sender, now = e164(str(order.get("from") or self._number or CALLER)), self._exchange.date()
        sid, body = self._exchange.sids.new("SM"), str(order["body"])
        sent = Message(sid, self._account.sid, sender, to, body, now, "received", "inbound")
        receive(self._exchange, self._account, sent)

    def _order(self, order: dict[str, Any], act: Callable[[Handset], Awaitable[None]]) -> None:
        if self._handset is None:
            raise ValueError("this phone is on no call")
        self._orders.put_nowait(self._acted(self._handset, act, bool(order.get("after_prompt"))))

    async def _acted(self, hands: Handset, act: Callable[[Handset], Awaitable[None]], after_prompt: bool) -> None:
        if after_prompt and self._prompt_listener is not None:
            await self._prompt_listener.prompted(self._moment, PATIENCE)
            await self._prompt_listener.quiet()
        self._moment = self._exchange.now()
        await act(hands)

    def _speak(self, data: bytes) -> None:
        if self._microphone is not None:
            self._microphone.write(
                mulaw.encode(np.frombuffer(data[: len(data) // 2 * 2], "<i2")) if self._pcm else data
            )

    def _report(self, event: Event) -> None:
        self._post({"type": "event", **json.loads(event.line())})

    def _post(self, letter: dict[str, Any] | bytes) -> None:
        self._letters.put_nowait(letter)

    async def _take_commands(self) -> None:
        while True:
            await (await self._orders.get())

    async def _deliver(self) -> None:
        while True:
            letter = await self._letters.get()
            if isinstance(letter, bytes):
                await self._socket.send_bytes(letter)
            else:
                await self._socket.send_str(json.dumps(letter, ensure_ascii=False))

    async def _play(self) -> None:
        """Send what the person hears, in frames of 20 ms, while on a call."""
        position = 0
        while True:
            call = self._call
            if call is None or call.over:
                await asyncio.sleep(0.05)
                position = 0
                continue
            now = call.heard.position()
            position = position or now
            if now < position + FRAME:
                await asyncio.sleep((position + FRAME - now) / mulaw.RATE)
                continue
            ulaw = call.heard.read(position, position + FRAME)
            self._post(mulaw.decode(ulaw).astype("<i2").tobytes() if self._pcm else ulaw)
            position += FRAME
