"""The REST API without a server: a request in, a response out, nothing awaited."""

import base64
import binascii
import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ivr.simulator.engine.account import Account
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.rest import taskrouter
from ivr.simulator.rest.requests import ROOT, ApiError, ApiRequest, ApiResponse, Asked, not_found
from ivr.simulator.rest.routes import PUBLIC, ROUTES

REFUSALS = {
    429: (20429, "Too Many Requests"),
    500: (20500, "Internal Server Error"),
    503: (20503, "Service Unavailable"),
}


class RestApi:
    """Twilio's REST API over an exchange's state.

    With `any_sid`, every account SID is taken for the account whose token it comes with:
    an app under test has its own SID, and only the token signs.
    """

    def __init__(self, exchange: Exchange, any_sid: bool = True) -> None:
        self._exchange = exchange
        self._public = PUBLIC
        self._any_sid = any_sid
        self._refusals: list[int] = []
        self._routes = [(method, re.compile(path), handler) for method, path, handler in (*ROUTES, *taskrouter.ROUTES)]

    def answer(self, request: ApiRequest) -> ApiResponse:
        """Return the response to a request, and log both."""
        try:
            response = self._refused_as_told() or self.refused(request) or self._answered(request)
        except ApiError as error:
            response = error.response()
        path = urlsplit(request.target).path
        details: dict[str, Any] = {"method": request.method, "path": path, "form": dict(request.fields)}
        code = {"code": response.body["code"]} if response.status >= 400 else {}
        self._exchange.emit("rest", **details, status=response.status, **code)
        return response

    def refuse_next(self, status: int, times: int = 1) -> None:
        """Refuse the next requests without processing them: 429 too many at once, 5xx out of order."""
        if status not in REFUSALS:
            raise ValueError(f"{status} is none of {', '.join(map(str, REFUSALS))}")
        self._refusals = [status] * times

    def _refused_as_told(self) -> ApiResponse | None:
        if not self._refusals:
            return None
        status = self._refusals.pop()
        return ApiError(status, *REFUSALS[status]).response()

    def refused(self, request: ApiRequest) -> ApiResponse | None:
        """Return a refusal to answer at all (429 and the like), or None."""
        return None

    def _answered(self, request: ApiRequest) -> ApiResponse:
        parts = urlsplit(request.target)
        request = ApiRequest(
            request.method, request.target, [*parse_qsl(parts.query), *request.fields], request.authorization
        )
        sid, below = _split(request, parts.path)
        methods = []
        for method, path, handler in self._routes:
            found = path.fullmatch(below)
            if found and method == request.method:
                account = self._authenticated(request, sid, public=handler in self._public)
                return handler(Asked(self._exchange, account, request, tuple(map(unquote, found.groups()))))
            methods += [method] if found else []
        if methods:
            raise ApiError(405, 20004, "Method not allowed")
        raise not_found(parts.path)

    def _authenticated(self, request: ApiRequest, sid: str, public: bool) -> Account:
        user, token = _credentials(request.authorization)
        account = self._exchange.accounts.get(sid)
        if account is None and self._any_sid:
            account = next((each for each in self._exchange.accounts.values() if _signed_in(each, user, token)), None)
        if account is not None and public and not request.authorization:
            return account
        named = user.startswith("SK") or (account is not None and user in (sid, account.sid))
        if account is None or not named or not _signed_in(account, user, token):
            raise ApiError(401, 20003, "Authenticate")
        return account


def _split(request: ApiRequest, path: str) -> tuple[str, str]:
    """Return the account a request is about, and the path below it; TaskRouter's paths name no account."""
    user = _credentials(request.authorization)[0]
    if path.startswith(f"{taskrouter.ROOT}/Workspaces/"):
        return user, path
    match = re.fullmatch(rf"{ROOT}/Account(?:s/(AC\w+))?((?:/.*|s?\.json))", path)
    if match is None:
        raise not_found(path)
    return match[1] or user, match[2]


def _signed_in(account: Account, user: str, secret: str) -> bool:
    """Say whether a password is the account's token, or the secret of its API key."""
    return secret == (account.api_keys.get(user) if user.startswith("SK") else account.token)


def _credentials(authorization: str) -> tuple[str, str]:
    kind, _, encoded = authorization.partition(" ")
    try:
        user, _, token = base64.b64decode(encoded).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return (user, token) if kind.lower() == "basic" else ("", "")
