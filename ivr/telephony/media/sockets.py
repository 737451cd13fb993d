"""Bound the sockets that have not become a media stream yet: whoever says nothing keeps nobody out."""

import asyncio
from typing import Any, cast

from websockets.asyncio.server import ServerConnection

OPEN_SECONDS = 5.0
"""How long the handshake of a WebSocket may take; Twilio's is over within one."""
MOST_UNOPENED = 300
"""Sockets that may be at that; the oldest goes when one more comes."""


class Sockets:
    """Makes the connections of one gateway."""

    def __init__(self) -> None:
        self._unopened: dict[ServerConnection, asyncio.Transport] = {}

    def make(self, *args: Any, **kwargs: Any) -> ServerConnection:
        """Return a connection that counts from when it is made until its handshake is over."""
        return _Counted(self._unopened, *args, **kwargs)


class _Counted(ServerConnection):
    def __init__(self, unopened: dict[ServerConnection, asyncio.Transport], *args: Any, **kwargs: Any) -> None:
        self._unopened = unopened
        super().__init__(*args, **kwargs)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if len(self._unopened) >= MOST_UNOPENED:
            oldest = next(iter(self._unopened))
            self._unopened.pop(oldest).abort()
        self._unopened[self] = cast(asyncio.Transport, transport)

    async def handshake(self, *args: Any, **kwargs: Any) -> None:
        try:
            await super().handshake(*args, **kwargs)
        finally:
            self._unopened.pop(self, None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._unopened.pop(self, None)
        super().connection_lost(exc)
