"""One HTTP request and its response, and what a carrier of them promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Request:
    """One request as it goes over the wire; times in seconds."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    connect_timeout: float = 5.0
    read_timeout: float = 15.0


@dataclass(frozen=True)
class Response:
    """What came back; header names in lower case, cookies apart because they repeat."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()


class TransportError(Exception):
    """No response: `failure` is `ct` or `rt` as in `Overrides.policy`, `code` Twilio's error."""

    def __init__(self, failure: str, code: int, message: str) -> None:
        super().__init__(message)
        self.failure = failure
        self.code = code


class Transport(Protocol):
    """A carrier of single requests: no redirects, no retries, no cookies."""

    async def send(self, request: Request) -> Response:
        """Return the response, or raise TransportError."""

    async def close(self) -> None:
        """Let go of connections."""
