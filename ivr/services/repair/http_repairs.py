"""Find repairs in somebody else's system over HTTP, as repairs.openapi.yaml describes it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pybreaker
import requests
from pydantic import TypeAdapter, ValidationError
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from ivr.identity.attempts import Attempt, is_locked
from ivr.identity.identifiers import IdentifierKind, normal
from ivr.services.repair.repairs import Repair, SearchResult
from ivr.sources import LookupFailed
from ivr.storage import Database

CONNECT_SECONDS, READ_SECONDS = 1.0, 4.0
RETRY = Retry(
    total=1, backoff_factor=0.2, status_forcelist=(502, 503, 504), allowed_methods={"POST"}, raise_on_status=False
)
FAILURES_TO_OPEN, OPEN_SECONDS = 5, 30
ANSWER = TypeAdapter(dict[str, tuple[Repair, ...]])


class HttpRepairs:
    """Ask an HTTP back end, twice at most, and leave it alone for half a minute after five failures in a row."""

    def __init__(
        self,
        database: Database,
        url: str,
        token: str,
        *,
        region: str = "US",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        open_seconds: float = OPEN_SECONDS,
    ) -> None:
        self._database = database
        self._url = url.rstrip("/") + "/repairs/search"
        self._region = region
        self._now = now
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=FAILURES_TO_OPEN, reset_timeout=open_seconds, exclude=[_is_permanent]
        )
        self._http = requests.Session()
        self._http.headers["Authorization"] = f"Bearer {token}"
        self._http.mount(self._url, HTTPAdapter(max_retries=RETRY))

    def find(self, identifier: str, kind: IdentifierKind, factor: str, call_sid: str) -> SearchResult:
        """Return the repairs and the try to be counted; see ivr.services.repair.repairs.Repairs.

        A locked record is asked for all the same, so that it takes the same time.
        """
        sought = normal(identifier, kind, self._region)
        if sought is None:
            return SearchResult((), Attempt((), succeeded=False))
        records = (self._database.keyring.blind_index(sought),)
        with self._database.reading_rows() as rows:
            locked = is_locked(rows, records, self._now())
        found = self._ask({"identifier": sought, "kind": kind, "factor": factor, "call": call_sid})
        return SearchResult(() if locked else found, Attempt(records, bool(found) and not locked))

    def _ask(self, question: dict[str, str]) -> tuple[Repair, ...]:
        try:
            return self._breaker.call(self._post, question)
        except pybreaker.CircuitBreakerError:
            raise LookupFailed("the back end failed too often and is left alone", permanent=False) from None

    def _post(self, question: dict[str, str]) -> tuple[Repair, ...]:
        try:
            answer = self._http.post(
                self._url, json=question, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False
            )
        except requests.RequestException as error:
            raise LookupFailed(f"no answer: {type(error).__name__}", permanent=False) from None
        if answer.status_code != 200:
            raise LookupFailed(f"HTTP {answer.status_code}", permanent=answer.status_code < 500)
        try:
            return ANSWER.validate_json(answer.content)["repairs"]
        except (ValidationError, KeyError):
            raise LookupFailed("the answer is not what openapi.yaml says", permanent=True) from None


def _is_permanent(error: BaseException) -> bool:
    return isinstance(error, LookupFailed) and error.permanent
