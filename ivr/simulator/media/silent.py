"""Streams on the virtual clock: opened and closed like real ones, their sound told as words."""

import asyncio
from collections.abc import Callable, Mapping

from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.web.sockets import Socket

Ears = Callable[[str, str], None]


class SilentConnector:
    """Opens sockets that carry nothing."""

    async def open(self, url: str, headers: Mapping[str, str]) -> Socket:
        """Return a socket that swallows all and never speaks."""
        return _SilentSocket()

    async def close(self) -> None:
        """Nothing is held."""


class _SilentSocket:
    wants_audio = False

    async def send(self, text: str) -> None:
        """Swallow it."""

    async def receive(self) -> str | bytes | None:
        await asyncio.Event().wait()
        return None

    async def close(self) -> None:
        """Nothing to close."""


class ScriptedRecogniser:
    """Tells an app's test what a caller said, as a recogniser behind the stream would: `heard(call_sid, words)`.

    It speaks when the utterance is over and `latency` seconds have passed, and only if the call was
    streaming; `began(call_sid, words)` is told when the utterance starts, for barge-in.
    """

    def __init__(self, exchange: Exchange, heard: Ears, began: Ears | None = None, latency: float = 0.5) -> None:
        self._exchange = exchange
        self._heard = heard
        self._began = began
        self._latency = latency
        exchange.log.sinks.append(self._take)

    def _take(self, event: Event) -> None:
        if event.name == "utterance" and self._exchange.calls[event.call].streams:
            call = self._exchange.calls[event.call]
            self._exchange.spawn(self._tell(event.call, event.details["text"], event.details["seconds"]), call)

    async def _tell(self, sid: str, text: str, seconds: float) -> None:
        if self._began is not None:
            await asyncio.sleep(min(0.3, seconds))
            self._began(sid, text)
        await asyncio.sleep(seconds + self._latency - (min(0.3, seconds) if self._began else 0))
        self._heard(sid, text)
