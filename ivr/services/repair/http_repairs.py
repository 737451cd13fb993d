"""Find repairs in somebody else's system over HTTP, as openapi.yaml describes it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from pydantic import TypeAdapter

from ivr.identity.attempts import Attempt, is_locked
from ivr.identity.identifiers import IdentifierKind, readings
from ivr.services.repair.repairs import Repair, SearchResult
from ivr.sources import LookupFailed
from ivr.sources.http import OPEN_SECONDS, BackEnd
from ivr.sources.values import in_zone, one_line
from ivr.storage import Database, Json

TEXTS = ("order", "model", "doing", "centre")
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
        zone: tzinfo = UTC,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        open_seconds: float = OPEN_SECONDS,
    ) -> None:
        self._database = database
        self._back_end = BackEnd(url, token, open_seconds)
        self._region, self._zone = region, zone
        self._now = now

    def find(self, identifier: str, kind: IdentifierKind, factor: str, call_sid: str) -> SearchResult:
        """Return the repairs and the try to be counted; see ivr.services.repair.repairs.Repairs.

        A locked record is asked for all the same, so that it takes the same time.
        """
        may_be = list(readings(identifier, kind, self._region))
        records = tuple(self._database.keyring.blind_index(sought) for _, sought in may_be)
        with self._database.reading_rows() as rows:
            locked = is_locked(rows, records, self._now())
        found = self._first(_question(sought, each, factor, call_sid) for each, sought in may_be)
        return SearchResult(() if locked else found, Attempt(records, bool(found) and not locked))

    def find_own(self, identifier: str, kind: IdentifierKind, factor: str, call_sid: str) -> tuple[Repair, ...]:
        """Return the customer's repairs, newest first; see ivr.services.repair.repairs.Repairs."""
        may_be = readings(identifier, kind, self._region)
        return self._first(_question(sought, each, factor, call_sid) | {"all": True} for each, sought in may_be)

    def _first(self, questions: Iterable[dict[str, Json]]) -> tuple[Repair, ...]:
        """Return the first answer that is not empty."""
        return next(filter(None, map(self._ask, questions)), ())

    def _ask(self, question: dict[str, Json]) -> tuple[Repair, ...]:
        try:
            found = ANSWER.validate_json(self._back_end.ask("/repairs/search", question))["repairs"]
            return tuple(self._as_ours(repair) for repair in found)
        except (ValueError, KeyError):
            raise LookupFailed("the answer is not as openapi.yaml says", permanent=True) from None

    def _as_ours(self, repair: Repair) -> Repair:
        """Return a repair with values as an import makes them."""
        texts: dict[str, Any] = {
            name: one_line(getattr(repair, name)) for name in ("order", "model", "doing", "centre")
        }
        return replace(repair, since=in_zone(repair.since, self._zone), **texts)


def _question(sought: str, kind: IdentifierKind, factor: str, call_sid: str) -> dict[str, Json]:
    return {"identifier": sought, "kind": kind, "factor": factor, "call": call_sid}
