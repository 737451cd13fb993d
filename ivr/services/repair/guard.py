"""Decide which of the repairs that a caller's numbers open may be told, after all the tries that failed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from ivr.identity.attempts import Attempt, attempt_at, is_guarded, may_be_bare
from ivr.identity.identifiers import ENDING, ending, factor_of, order_digits, readings
from ivr.services.repair.repairs import Question, Repair, SearchResult
from ivr.storage import Database


class Guard:
    """Look at the limits of tries; `region` (ISO 3166) completes national phone numbers."""

    def __init__(self, database: Database, region: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._region = region
        self._now = now

    def attempt(self, question: Question) -> Attempt:
        """Return the try, counted on all that the identifier may be, so that no way of writing it gives more tries."""
        given = dict.fromkeys(value for _, value in readings(question.identifier, question.kind, self._region))
        factor = factor_of(question.factor, self._region)
        index = self._database.keyring.blind_index
        return attempt_at(index, tuple(given) or (question.identifier,), factor, question.caller)

    def asks_more(self, question: Question) -> bool:
        """Tell whether a further number is needed."""
        with self._database.reading_rows() as rows:
            return is_guarded(rows, self.attempt(question), self._now())

    def told(self, question: Question, opened: Sequence[Repair], imeis: Sequence[str]) -> SearchResult:
        """Return what may be told of the repairs that identifier and factor open; `imeis` are those of their phones."""
        attempt, repairs = self.attempt(question), tuple(opened)
        with self._database.reading_rows() as rows:
            if not is_guarded(rows, attempt, self._now()):
                return SearchResult(repairs, attempt.came_out(bool(repairs)))
            is_bare = question.kind == "order" and not imeis and may_be_bare(rows, attempt, self._now())
        if repairs and is_bare:
            return SearchResult(repairs, attempt.came_out(True, "bare"))
        agrees = bool(repairs) and _agrees(question, repairs, imeis)
        return SearchResult(repairs if agrees else (), attempt.came_out(agrees, "further"))


def _agrees(question: Question, repairs: Sequence[Repair], imeis: Sequence[str]) -> bool:
    """Tell whether the further number is of one of these repairs, too."""
    if question.kind == "order":
        return len(question.further) == ENDING and any(ending(imei) == question.further for imei in imeis)
    further = question.further.upper()
    return further not in ("", question.identifier) and any(
        further in (repair.order, order_digits(repair.order)) for repair in repairs
    )
