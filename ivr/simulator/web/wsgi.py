"""Requests to a WSGI app in this very process: no sockets, no threads."""

import asyncio
import inspect
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from ivr.simulator.guards import Refused
from ivr.simulator.web.transport import Request, Response, TransportError

App = Callable[..., Iterable[bytes]]


class Wsgi:
    """Carries requests to WSGI apps by host; a request takes `latency` seconds of the loop's time."""

    def __init__(self, apps: Mapping[str, App], latency: float = 0.02) -> None:
        for app in apps.values():
            if inspect.iscoroutinefunction(app) or inspect.iscoroutinefunction(type(app).__call__):
                raise Refused("this is an ASGI app: serve it (uvicorn ...), and call its URL")
        self._apps = apps
        self._latency = latency
        self.failures: list[BaseException] = []

    async def send(self, request: Request) -> Response:
        """Call the app; an exception it lets through is a 500, and kept in `failures`."""
        await asyncio.sleep(self._latency)
        app = self._apps.get(urlsplit(request.url).netloc)
        if app is None:
            raise TransportError("ct", 11210, f"host of {request.url} is unknown")
        try:
            return _called(app, request)
        except Exception as error:
            self.failures.append(error)
            return Response(500, {"content-type": "text/plain"}, repr(error).encode())

    async def close(self) -> None:
        """Nothing is held."""


def _called(app: App, request: Request) -> Response:
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], None]:
        started[:] = [status, headers]
        return written.append

    written: list[bytes] = []
    chunks = app(_environment(request), start_response)
    try:
        body = b"".join([*chunks])
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers = started
    cookies = tuple(value for name, value in headers if name.lower() == "set-cookie")
    return Response(int(status.split()[0]), {k.lower(): v for k, v in headers}, b"".join(written) + body, cookies)


def _environment(request: Request) -> dict[str, Any]:
    parts = urlsplit(request.url)
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    return {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": headers.pop("HTTP_CONTENT_TYPE", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "HTTP_HOST": parts.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }
