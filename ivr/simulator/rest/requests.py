"""What goes into the REST API and comes out of it: requests, responses, refusals."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ivr.simulator.engine.account import Account
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.numbers import e164

ROOT = "/2010-04-01"


@dataclass(frozen=True)
class ApiRequest:
    """A request: form and query fields together, in order; `target` is path and query."""

    method: str
    target: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    authorization: str = ""

    def get(self, name: str, default: str = "") -> str:
        """Return a field's last value."""
        return next((value for key, value in reversed(self.fields) if key == name), default)

    def number(self, name: str) -> str:
        """Return a telephone number in E.164, an address of another kind as it is given."""
        return e164(self.get(name))

    def has(self, name: str) -> bool:
        """Say whether a field was given."""
        return any(key == name for key, _ in self.fields)

    def all(self, name: str) -> list[str]:
        """Return every value of a field."""
        return [value for key, value in self.fields if key == name]


@dataclass(frozen=True)
class ApiResponse:
    """A response: JSON as Python data, or bytes of a media type."""

    status: int
    body: Any = None
    content_type: str = "application/json"


class ApiError(Exception):
    """A refusal: HTTP status, Twilio's code, and words for a person."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def response(self) -> ApiResponse:
        """Return it as Twilio writes errors."""
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        body = {"code": self.code, "message": str(self), "more_info": more, "status": self.status}
        return ApiResponse(self.status, body)


@dataclass(frozen=True)
class Asked:
    """What a resource's handler gets: the exchange, whose account, the request, the path's SIDs."""

    exchange: Exchange
    account: Account
    request: ApiRequest
    sids: tuple[str, ...]


Handler = Callable[[Asked], ApiResponse]


def not_found(path: str) -> ApiError:
    """Return the error for a resource that isn't there."""
    return ApiError(404, 20404, f"The requested resource {path} was not found")
