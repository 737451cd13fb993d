"""Find repairs in somebody else's system over HTTP, as openapi.yaml describes it."""

from collections.abc import Callable
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError

from ivr.identity.attempts import Attempt, is_locked
from ivr.identity.identifiers import IdentifierKind, normal
from ivr.services.repair.repairs import Repair, SearchResult
from ivr.sources import LookupFailed
from ivr.sources.http import OPEN_SECONDS, BackEnd
from ivr.storage import Database, Json

ANSWER = TypeAdapter(dict[str, tuple[Repair, ...]])


class HttpRepairs:
    """Ask an HTTP back end."""

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
        self._back_end = BackEnd(url, token, open_seconds)
        self._region = region
        self._now = now

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
        found = self._ask(_question(sought, kind, factor, call_sid))
        return SearchResult(() if locked else found, Attempt(records, bool(found) and not locked))

    def find_own(self, identifier: str, kind: IdentifierKind, factor: str, call_sid: str) -> tuple[Repair, ...]:
        """Return the customer's repairs, newest first; see ivr.services.repair.repairs.Repairs."""
        sought = normal(identifier, kind, self._region)
        return self._ask(_question(sought, kind, factor, call_sid) | {"all": True}) if sought else ()

    def _ask(self, question: dict[str, Json]) -> tuple[Repair, ...]:
        try:
            return ANSWER.validate_json(self._back_end.ask("/repairs/search", question))["repairs"]
        except (ValidationError, KeyError):
            raise LookupFailed("the answer is not as openapi.yaml says", permanent=True) from None


def _question(sought: str, kind: IdentifierKind, factor: str, call_sid: str) -> dict[str, Json]:
    return {"identifier": sought, "kind": kind, "factor": factor, "call": call_sid}
