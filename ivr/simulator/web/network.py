"""Requests over the network, by aiohttp."""

import socket
import ssl
from dataclasses import replace

import aiohttp
import yarl

from ivr.simulator.web.loopback import FORWARDED, in_the_clear
from ivr.simulator.web.transport import MOST_BYTES, Request, Response, TransportError

IDLE = 1.0
"""Seconds a connection is kept for the next request: less than any server keeps it, or requests meet its closing."""


class Network:
    """Carries requests over real sockets."""

    def __init__(self) -> None:
        connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=60, keepalive_timeout=IDLE)
        self.session = aiohttp.ClientSession(
            connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=True
        )

    async def send(self, request: Request) -> Response:
        """Send one request; in the clear where it is for this machine and nobody speaks TLS there."""
        try:
            return await self._sent(request)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            plain = in_the_clear(request.url)
            if plain is not None and speaks_no_tls(error):
                return await self.send(replace(request, url=plain, headers={**request.headers, **FORWARDED}))
            raise _explained(error, request.url) from error

    async def _sent(self, request: Request) -> Response:
        timeout = aiohttp.ClientTimeout(total=None, connect=request.connect_timeout, sock_read=request.read_timeout)
        url, body = yarl.URL(request.url, encoded=True), request.body or None
        async with self.session.request(
            request.method, url, data=body, headers=request.headers, timeout=timeout, allow_redirects=False
        ) as reply:
            return await _received(reply)

    async def close(self) -> None:
        """Close every connection."""
        await self.session.close()


def speaks_no_tls(error: Exception) -> bool:
    """Say whether a connection failed after it was made, in the first words of TLS, and not for its certificate."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return False
    refused = isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, ConnectionRefusedError)
    return isinstance(error, aiohttp.ClientConnectorError) and not refused


async def _received(reply: aiohttp.ClientResponse) -> Response:
    body = await reply.content.read(MOST_BYTES) if reply.content else b""
    while len(body) < MOST_BYTES and (more := await reply.content.read(MOST_BYTES - len(body))):
        body += more
    headers = {name.lower(): value for name, value in reply.headers.items()}
    return Response(reply.status, headers, body, tuple(reply.headers.getall("Set-Cookie", ())))


def _explained(error: Exception, url: str) -> TransportError:
    match error:
        case aiohttp.ConnectionTimeoutError():
            return TransportError("ct", 11205, f"no connection to {url} in time")
        case aiohttp.ClientConnectorCertificateError():
            return TransportError("ct", 11235, f"certificate of {url} is not valid: {error}")
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return TransportError("ct", 11220, f"TLS handshake with {url} failed: {error}")
        case aiohttp.ClientConnectorError() if isinstance(error.os_error, socket.gaierror):
            return TransportError("ct", 11210, f"host of {url} is unknown")
        case aiohttp.ClientConnectorError():
            return TransportError("ct", 11205, f"no connection to {url}: {error}")
        case aiohttp.SocketTimeoutError() | TimeoutError():
            return TransportError("rt", 11205, f"no answer from {url} in time")
        case aiohttp.InvalidURL() | ValueError():
            return TransportError("", 11100, f"invalid URL: {url}")
        case aiohttp.ServerDisconnectedError() | OSError():
            return TransportError("", 11205, f"{url} closed the connection: {error}")
        case _:
            return TransportError("", 11206, f"{url} broke the HTTP protocol: {error}")
