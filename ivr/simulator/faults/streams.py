"""Streams that are refused, dropped, delayed or spoiled."""

import asyncio
from collections.abc import Mapping

from ivr.simulator.faults.plan import FaultPlan
from ivr.simulator.web.sockets import Connector, Socket, SocketError

GARBAGE = ("", "{", '{"event": "media"}', '{"event": "media", "media": {"payload": "%%%"}}', "\x00" * 40)


class FaultyConnector:
    """A connector on a bad day."""

    def __init__(self, inner: Connector, plan: FaultPlan) -> None:
        self._inner = inner
        self._plan = plan

    async def open(self, url: str, headers: Mapping[str, str]) -> Socket:
        """Open the socket, or refuse, or give one that breaks."""
        if self._plan.strikes("stream_refused") is not None:
            raise SocketError(31902, "connection refused")
        return _FaultySocket(await self._inner.open(url, headers), self._plan)

    async def close(self) -> None:
        """Let go."""
        await self._inner.close()


class _FaultySocket:
    def __init__(self, inner: Socket, plan: FaultPlan) -> None:
        self._inner = inner
        self._plan = plan
        self.wants_audio = inner.wants_audio

    async def send(self, text: str) -> None:
        if self._plan.strikes("stream_dropped") is not None:
            await self._inner.close()
            raise SocketError(31903, "broken pipe")
        garbage = self._plan.strikes("stream_garbage")
        if garbage is not None:
            await self._inner.send(GARBAGE[int(garbage * len(GARBAGE))])
        jitter = self._plan.strikes("stream_jittered")
        if jitter is not None:
            await asyncio.sleep(jitter)
        await self._inner.send(text)

    async def receive(self) -> str | bytes | None:
        return await self._inner.receive()

    async def close(self) -> None:
        await self._inner.close()
