"""Fetching as Twilio does: signed, with cookies, retries, redirects and a cache."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from ivr.simulator.web.cookies import Jar
from ivr.simulator.web.overrides import Overrides, overrides
from ivr.simulator.web.signature import Form
from ivr.simulator.web.transport import Request, Response, Transport, TransportError

Signing = Callable[[str, Form], dict[str, str]]

MOST_REDIRECTS = 10
LONGEST = 15.0


class FetchError(Exception):
    """A request that failed for good; `code` is Twilio's error."""

    def __init__(self, code: int, message: str, url: str) -> None:
        super().__init__(message)
        self.code = code
        self.url = url


@dataclass(frozen=True)
class Reply:
    """The final response, and the URL it came from after redirects (without the fields of a GET)."""

    url: str
    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Attempt:
    """One exchange with the app, for the log: `status` is 0 where no answer came."""

    method: str
    url: str
    form: Form
    status: int
    seconds: float
    error: str = ""
    signature: str = ""

    def details(self) -> dict[str, Any]:
        """Return it as an event of the log has it."""
        asked = {"method": self.method, "url": self.url, "form": dict(self.form), "signature": self.signature}
        outcome = {"status": self.status, "ms": round(self.seconds * 1000)}
        return {**asked, **outcome, **({"error": self.error} if self.error else {})}


@dataclass(frozen=True)
class AppRequest:
    """What to ask the app, with which cookies, and who is told of each attempt."""

    method: str
    url: str
    form: Form = field(default_factory=list)
    jar: Jar = field(default_factory=Jar)
    told: Callable[[Attempt], None] = lambda attempt: None

    def body(self) -> Form:
        """Return the fields that travel in the body, and so into the signature."""
        return self.form if self.method == "POST" else []


class Fetcher:
    """Makes one account's requests to its app."""

    def __init__(
        self, transport: Transport, signing: Signing, new_token: Callable[[], str], now: Callable[[], float]
    ) -> None:
        self._transport = transport
        self._signing = signing
        self._new_token = new_token
        self._now = now
        self._cache: dict[str, Response] = {}

    async def fetch(self, asked: AppRequest) -> Reply:
        """Return the app's reply to a request, redirects followed; FetchError where there is none."""
        options = overrides(asked.url)
        try:
            async with asyncio.timeout(min(options.total, LONGEST)):
                return await self._followed(asked, options)
        except TimeoutError as error:
            raise FetchError(11205, "the request took longer than allowed in all", asked.url) from error

    async def _followed(self, asked: AppRequest, options: Overrides) -> Reply:
        for _ in range(MOST_REDIRECTS + 1):
            document = urldefrag(asked.url).url
            asked = _addressed(asked)
            response = await self._tried(asked, options)
            if response.status not in (301, 302, 303, 307, 308) or "location" not in response.headers:
                return _checked(document, response)
            asked = _redirected(asked, response)
        raise FetchError(11215, f"more than {MOST_REDIRECTS} redirects", asked.url)

    async def _tried(self, asked: AppRequest, options: Overrides) -> Response:
        token = self._new_token()
        for attempt in range(options.retries + 1):
            last = attempt == options.retries
            try:
                response = await self._once(asked, options, token)
            except TransportError as error:
                if last or not options.retries_after(error.failure):
                    raise FetchError(error.code, str(error), asked.url) from error
                continue
            if last or not options.retries_after(f"{response.status // 100}xx"):
                return response
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, asked: AppRequest, options: Overrides, token: str) -> Response:
        started = self._now()
        status, problem = 0, ""
        request = self._request(asked, options, token)
        try:
            response = await self._transport.send(request)
            status = response.status
        except TransportError as error:
            problem = str(error)
            raise
        except asyncio.CancelledError:
            problem = "given up"
            raise
        finally:
            attempt = Attempt(asked.method, asked.url, asked.body(), status, self._now() - started, problem)
            asked.told(replace(attempt, signature=request.headers["X-Twilio-Signature"]))
        asked.jar.keep(asked.url, response.cookies)
        return self._fresh(asked.url, response) if asked.method == "GET" else response

    def _request(self, asked: AppRequest, options: Overrides, token: str) -> Request:
        headers = {
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            **self._signing(asked.url, asked.body()),
            "I-Twilio-Idempotency-Token": token,
            **asked.jar.header(asked.url),
        }
        if asked.method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        elif asked.url in self._cache:
            headers |= _conditions(self._cache[asked.url])
        body = urlencode(asked.body()).encode()
        return Request(asked.method, asked.url, headers, body, options.connect, options.read)

    def _fresh(self, url: str, response: Response) -> Response:
        if response.status == 304 and url in self._cache:
            return self._cache[url]
        if response.status == 200 and {"etag", "last-modified"} & response.headers.keys():
            self._cache[url] = response
        return response


def _conditions(cached: Response) -> dict[str, str]:
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {names[name]: cached.headers[name] for name in names if name in cached.headers}


def _addressed(asked: AppRequest) -> AppRequest:
    """Return the request with the URL that goes over the wire: no fragment, a GET's fields in the query."""
    parts = urlsplit(urldefrag(asked.url).url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(11100, f"invalid URL: {asked.url}", asked.url)
    fields = "" if asked.method == "POST" else urlencode(asked.form)
    query = "&".join(filter(None, (parts.query, fields)))
    return replace(asked, url=urlunsplit(parts._replace(path=parts.path or "/", query=query)))


def _redirected(asked: AppRequest, response: Response) -> AppRequest:
    """Return the request to where a redirect points: 307 and 308 keep a POST, the others make it a GET."""
    url = urljoin(asked.url, response.headers["location"])
    if response.status in (307, 308) and asked.method == "POST":
        return replace(asked, url=url)
    return replace(asked, url=url, method="GET", form=[])


def _checked(url: str, response: Response) -> Reply:
    if response.status >= 400:
        raise FetchError(11200, f"HTTP status {response.status} from {url}", url)
    return Reply(url, response.status, response.headers.get("content-type", ""), response.body)
