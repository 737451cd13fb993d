"""Ask somebody else's system over HTTP, without waiting for one that is down."""

from collections.abc import Mapping
from typing import TypeVar

import pybreaker
import requests
from pydantic import TypeAdapter, ValidationError
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from ivr.sources.source import LookupFailed
from ivr.storage import Json

CONNECT_SECONDS, READ_SECONDS = 1.0, 4.0
RETRY = Retry(
    total=1, backoff_factor=0.2, status_forcelist=(502, 503, 504), allowed_methods={"POST"}, raise_on_status=False
)
Value = TypeVar("Value")
FAILURES_TO_OPEN, OPEN_SECONDS = 5, 30


class BackEnd:
    """Ask an HTTP back end, twice at most, and leave it alone for half a minute after five failures in a row."""

    def __init__(self, url: str, token: str, open_seconds: float = OPEN_SECONDS) -> None:
        self._url = url.rstrip("/")
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=FAILURES_TO_OPEN, reset_timeout=open_seconds, exclude=[_is_permanent]
        )
        self._http = requests.Session()
        self._http.headers["Authorization"] = f"Bearer {token}"
        self._http.mount(self._url, HTTPAdapter(max_retries=RETRY))

    def ask(self, path: str, question: Mapping[str, Json]) -> bytes:
        """Return the body of the answer.

        Raises:
            LookupFailed: there is none.
        """
        try:
            return self._breaker.call(self._post, path, question)
        except pybreaker.CircuitBreakerError:
            raise LookupFailed("the back end failed too often and is left alone", permanent=False) from None

    def read(self, path: str, question: Mapping[str, Json], shape: TypeAdapter[Value]) -> Value:
        """Return the answer in its shape.

        Raises:
            LookupFailed: there is none, or it has another shape.
        """
        answer = self.ask(path, question)
        try:
            return shape.validate_json(answer)
        except ValidationError:
            raise wrong_answer() from None

    def read_part(
        self, path: str, question: Mapping[str, Json], shape: TypeAdapter[dict[str, Value]], name: str
    ) -> Value:
        """Return what the answer has under a name; raise LookupFailed as `read` does, and where it lacks that."""
        answer = self.read(path, question, shape)
        if name not in answer:
            raise wrong_answer()
        return answer[name]

    def _post(self, path: str, question: Mapping[str, Json]) -> bytes:
        try:
            answer = self._http.post(
                self._url + path, json=question, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False
            )
        except requests.RequestException as error:
            raise LookupFailed(f"no answer: {type(error).__name__}", permanent=False) from None
        if answer.status_code != 200:
            raise LookupFailed(f"HTTP {answer.status_code}", permanent=answer.status_code < 500)
        return answer.content


def wrong_answer() -> LookupFailed:
    """Return what to raise where an answer is not as the openapi.yaml of its service says."""
    return LookupFailed("the answer is not as openapi.yaml says", permanent=True)


def _is_permanent(error: Exception) -> bool:
    return isinstance(error, LookupFailed) and error.permanent
