"""A WebSocket as a stream uses it, and what opens one."""

from collections.abc import Mapping
from typing import Protocol

import aiohttp

from ivr.simulator.web.loopback import FORWARDED, in_the_clear
from ivr.simulator.web.network import speaks_no_tls


class SocketError(Exception):
    """The WebSocket could not be opened, or broke: `code` is Twilio's error."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Socket(Protocol):
    """An open WebSocket; `wants_audio` is false where only its opening and closing matter."""

    wants_audio: bool

    async def send(self, text: str) -> None:
        """Send one text message; SocketError when the app is gone."""

    async def receive(self) -> str | bytes | None:
        """Return the next message, or None when the app closed; SocketError when it broke."""

    async def close(self) -> None:
        """Close it."""


class Connector(Protocol):
    """Opens WebSockets to the app."""

    async def open(self, url: str, headers: Mapping[str, str]) -> Socket:
        """Return an open socket, or raise SocketError."""

    async def close(self) -> None:
        """Let go of what is shared between sockets."""


class NetworkConnector:
    """Opens WebSockets over the network."""

    def __init__(self) -> None:
        self._session = aiohttp.ClientSession()

    async def open(self, url: str, headers: Mapping[str, str]) -> Socket:
        """Return an open socket; in the clear where it is on this machine and nobody speaks TLS there."""
        try:
            socket = await self._opened(url, headers)
        except aiohttp.WSServerHandshakeError as error:
            raise SocketError(31920, f"handshake answered {error.status} instead of 101") from error
        except TimeoutError as error:
            raise SocketError(31901, "no connection in time") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise SocketError(31902, f"connection refused: {error}") from error
        return _NetworkSocket(socket)

    async def _opened(self, url: str, headers: Mapping[str, str]) -> aiohttp.ClientWebSocketResponse:
        timeout = aiohttp.ClientWSTimeout(ws_close=2.0)
        try:
            return await self._session.ws_connect(url, headers=headers, timeout=timeout, max_msg_size=1 << 20)
        except aiohttp.ClientConnectorError as error:
            plain = in_the_clear(url)
            if plain is None or not speaks_no_tls(error):
                raise
            return await self._opened(plain, {**headers, **FORWARDED})

    async def close(self) -> None:
        """Close the session."""
        await self._session.close()


class _NetworkSocket:
    wants_audio = True

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def send(self, text: str) -> None:
        try:
            await self._socket.send_str(text)
        except (aiohttp.ClientError, ConnectionError) as error:
            raise SocketError(31903, f"broken pipe: {error}") from error

    async def receive(self) -> str | bytes | None:
        message = await self._socket.receive()
        match message.type:
            case aiohttp.WSMsgType.TEXT | aiohttp.WSMsgType.BINARY:
                data: str | bytes = message.data
                return data
            case aiohttp.WSMsgType.ERROR:
                raise SocketError(31924, f"protocol error: {message.data}")
            case aiohttp.WSMsgType.CLOSED:
                raise SocketError(31903, "broken pipe: the app is gone without closing")
            case _:
                return None

    async def close(self) -> None:
        await self._socket.close()
