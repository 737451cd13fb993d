"""Find repairs in somebody else's system over HTTP, as openapi.yaml describes it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from pydantic import TypeAdapter

from ivr.identity.identifiers import factor_of, readings
from ivr.services.repair.guard import Guard
from ivr.services.repair.repairs import Question, Repair, SearchResult
from ivr.sources.http import OPEN_SECONDS, BackEnd, wrong_answer
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
        self._back_end = BackEnd(url, token, open_seconds)
        self._region, self._zone = region, zone
        self._guard = Guard(database, region, now)

    def asks_more(self, question: Question) -> bool:
        """Tell whether a further number is needed; see ivr.services.repair.repairs.Repairs."""
        return self._guard.asks_more(question)

    def find(self, question: Question) -> SearchResult:
        """Return the repairs and the try to be counted; see ivr.services.repair.repairs.Repairs.

        The back end is asked in any case, so that it takes the same time.
        """
        found = self._first(self._asked(question))
        return self._guard.told(question, found, tuple(repair.imei for repair in found if repair.imei))

    def find_own(self, question: Question) -> tuple[Repair, ...]:
        """Return the customer's repairs, newest first; see ivr.services.repair.repairs.Repairs."""
        return self._first(asked | {"all": True} for asked in self._asked(question))

    def _asked(self, question: Question) -> Iterator[dict[str, Json]]:
        """Yield the question for each kind of number that the identifier may be."""
        factor = factor_of(question.factor, self._region)
        for kind, sought in readings(question.identifier, question.kind, self._region):
            yield {"identifier": sought, "kind": kind, "factor": factor, "call": question.call_sid}

    def _first(self, questions: Iterable[dict[str, Json]]) -> tuple[Repair, ...]:
        """Return the first answer that is not empty."""
        return next(filter(None, map(self._ask, questions)), ())

    def _ask(self, question: dict[str, Json]) -> tuple[Repair, ...]:
        found = self._back_end.read_part("/repairs/search", question, ANSWER, "repairs")
        try:
            return tuple(self._as_ours(repair) for repair in found)
        except ValueError:
            raise wrong_answer() from None

    def _as_ours(self, repair: Repair) -> Repair:
        """Return a repair with values as an import makes them."""
        texts: dict[str, Any] = {
            name: one_line(getattr(repair, name)) for name in ("order", "model", "doing", "centre")
        }
        return replace(repair, since=in_zone(repair.since, self._zone), **texts)
