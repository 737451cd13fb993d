"""Figures of the calls of a period. No sound and no words are read: all of it stands in indexes.

Each figure has its formula beside it, as the page shows it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Integer, String, column, distinct, func, select, table
from sqlalchemy.orm import aliased

from ivr.calls.memory import LIVE
from ivr.calls.scope import WHOLE, Scope
from ivr.calls.tables import CallRow, TurnRow
from ivr.routing.tables import QueueVisitRow
from ivr.storage import Rows, connection_of

CALLS = "Calls"
NAMES = (
    CALLS,
    "Containment",
    "Abandonment",
    "Wait for an agent, half",
    "Wait for an agent, p90",
    "Misses",
    "Answer after speech, half",
    "Answer after speech, p95",
    "Lost utterances",
    "Called again",
    "Satisfaction",
)
"""The figures of a period, in their order."""
Unit = Literal["calls", "%", "s", "of 5", ""]
BRIDGED = "bridged"
BUCKET_MS = 50
AGAIN = timedelta(days=7)
QUEUED = ("transferred", "gave_up_waiting", "not_taken")
ANSWERS = ("keys", "speech", "silence")
SURVEY = table(
    "survey_answers", column("rating", Integer), column("at", CallRow.started_at.type), column("call_sid", String)
)


@dataclass(frozen=True)
class Span:
    """Calls that began from one moment to before another, of those that somebody sees."""

    since: datetime
    until: datetime
    scope: Scope = WHOLE

    @property
    def before(self) -> "Span":
        """Return the span of the same length just before."""
        return Span(self.since - (self.until - self.since), self.since, self.scope)

    def holds(self, call_sid: Any) -> tuple[Any, ...]:
        """Return the condition that a column names a call in the scope; nothing where all are."""
        conditions = self.scope.conditions()
        return (select(CallRow.sid).where(CallRow.sid == call_sid, *conditions).exists(),) if conditions else ()


@dataclass(frozen=True)
class Figure:
    """One figure; None where nothing is there to count. `of` is what it was taken of."""

    name: str
    value: float | None
    unit: Unit
    of: int
    formula: str


@dataclass(frozen=True)
class Flow:
    """How many calls were about a topic, in a service, and came to an outcome; nothing where that is not known."""

    topic: str
    service: str
    outcome: str
    count: int


@dataclass(frozen=True)
class Question:
    """How a question was answered: by how many calls, how often, and how often not."""

    form: str
    field: str
    calls: int
    asked: int
    refused: int
    silent: int
    lost: int

    @property
    def missed(self) -> float:
        """Return the share of answers that were no use, in percent."""
        return 100 * (self.refused + self.silent) / self.asked if self.asked else 0.0


def flows(rows: Rows, span: Span) -> list[Flow]:
    """Return the calls that are over by topic, service and outcome."""
    parts = (CallRow.topic, CallRow.service, CallRow.outcome)
    counted = select(*parts, func.count()).where(*_began(span), CallRow.status != LIVE).group_by(*parts)
    return [Flow(*row) for row in connection_of(rows).execute(counted)]


def questions(rows: Rows, span: Span) -> list[Question]:
    """Return how the questions were answered, the most missed first."""
    refused = func.count().filter(TurnRow.input == "speech", TurnRow.decision == "reject")
    silent = func.count().filter(TurnRow.input == "silence")
    lost = func.count().filter(TurnRow.input == "speech", TurnRow.decision == "")
    counts = (func.count(distinct(TurnRow.call_sid)), func.count(), refused, silent, lost)
    asked = select(TurnRow.form, TurnRow.field, *counts).where(*_taken(span), TurnRow.input.in_(ANSWERS))
    found = [Question(*row) for row in connection_of(rows).execute(asked.group_by(TurnRow.form, TurnRow.field))]
    return sorted(found, key=lambda each: (-each.refused - each.silent, each.form, each.field))


def figures(rows: Rows, span: Span, known: Sequence[Flow], asked: Sequence[Question]) -> list[Figure]:
    """Return the figures of a period, of its flows and questions."""
    connection = connection_of(rows)
    became: Counter[str] = Counter()
    for flow in known:
        became[flow.outcome] += flow.count
    ended, queued = sum(became.values()), sum(became[name] for name in QUEUED)
    answers, missed = sum(each.asked for each in asked), sum(each.refused + each.silent for each in asked)
    lost, latencies, waits = sum(each.lost for each in asked), _latencies(connection, span), _waits(connection, span)
    again, ratings = _repeated(connection, span), _ratings(connection, span)
    heard = sum(latencies.values())
    return [
        Figure(CALLS, ended, "calls", ended, "calls that began in the period and are over"),
        Figure("Containment", _share(became["answered"], ended), "%", ended, "answered by us ÷ calls"),
        Figure("Abandonment", _share(became["gave_up_waiting"], queued), "%", queued, "gave up in the queue ÷ queued"),
        Figure(
            "Wait for an agent, half", _part(waits, 0.5), "s", sum(waits.values()), "median wait of those who got one"
        ),
        Figure("Wait for an agent, p90", _part(waits, 0.9), "s", sum(waits.values()), "90th percentile of the same"),
        Figure("Misses", _share(missed, answers), "%", answers, "(refused + silent) ÷ answers, by keys and speech"),
        Figure("Answer after speech, half", _seconds(latencies, 0.5), "s", heard, "median of end of speech to answer"),
        Figure("Answer after speech, p95", _seconds(latencies, 0.95), "s", heard, "95th percentile of the same"),
        Figure("Lost utterances", float(lost), "", answers, "speech that we lost before it was understood"),
        Figure(
            "Called again", _share(again, ended), "%", ended, "calls from a number that called again in 7 days ÷ calls"
        ),
        Figure("Satisfaction", ratings[0], "of 5", ratings[1], "mean of one to five, of callers who gave it"),
    ]


def hours(rows: Rows, span: Span) -> Mapping[datetime, int]:
    """Return how many calls began in each hour, by UTC."""
    connection = connection_of(rows)
    sqlite = connection.dialect.name == "sqlite"
    in_utc = func.timezone("UTC", CallRow.started_at)
    hour = func.substr(CallRow.started_at, 1, 13) if sqlite else func.to_char(in_utc, "YYYY-MM-DD HH24")
    counted = select(hour.label("hour"), func.count()).where(*_began(span)).group_by("hour")
    return {datetime.fromisoformat(f"{text}:00:00+00:00"): count for text, count in connection.execute(counted)}


def _began(span: Span) -> tuple[Any, ...]:
    return CallRow.started_at >= span.since, CallRow.started_at < span.until, *span.scope.conditions()


def _taken(span: Span) -> tuple[Any, ...]:
    return TurnRow.at >= span.since, TurnRow.at < span.until, *span.holds(TurnRow.call_sid)


def _latencies(connection: Connection, span: Span) -> Mapping[int, int]:
    bucket = (TurnRow.answer_ms / BUCKET_MS).cast(Integer).label("bucket")
    heard = (*_taken(span), TurnRow.input == "speech", TurnRow.decision != "", TurnRow.answer_ms.is_not(None))
    found = connection.execute(select(bucket, func.count()).where(*heard).group_by("bucket"))
    return {number * BUCKET_MS: count for number, count in found}


def _waits(connection: Connection, span: Span) -> Mapping[int, int]:
    joined = (QueueVisitRow.joined_at >= span.since, QueueVisitRow.joined_at < span.until)
    joined = (*joined, *span.holds(QueueVisitRow.call_sid))
    got = (*joined, QueueVisitRow.result == BRIDGED, QueueVisitRow.waited_seconds.is_not(None))
    waited = QueueVisitRow.waited_seconds
    found = connection.execute(select(waited, func.count()).where(*got).group_by(waited))
    return {seconds: count for seconds, count in found if seconds is not None}


def _repeated(connection: Connection, span: Span) -> int:
    later = aliased(CallRow)
    same = (later.from_index == CallRow.from_index, later.started_at > CallRow.started_at)
    if connection.dialect.name == "sqlite":
        within = func.julianday(later.started_at) - func.julianday(CallRow.started_at) <= AGAIN.days
    else:
        within = later.started_at - CallRow.started_at <= AGAIN
    counted = select(func.count()).where(*_began(span), select(later.sid).where(*same, within).exists())
    return connection.execute(counted).scalar_one()


def _ratings(connection: Connection, span: Span) -> tuple[float | None, int]:
    given = (SURVEY.c.at >= span.since, SURVEY.c.at < span.until, SURVEY.c.rating > 0, *span.holds(SURVEY.c.call_sid))
    mean, count = connection.execute(select(func.avg(SURVEY.c.rating), func.count()).where(*given)).one()
    return (None if mean is None else float(mean)), count


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _part(counts: Mapping[int, int], share: float) -> float | None:
    """Return the value below which so much of what was counted lies."""
    left = share * sum(counts.values())
    for value, count in sorted(counts.items()):
        left -= count
        if left <= 0:
            return float(value)
    return None


def _seconds(counts: Mapping[int, int], share: float) -> float | None:
    value = _part(counts, share)
    return None if value is None else value / 1000


def by_service(known: Iterable[Flow]) -> list[tuple[str, Counter[str]]]:
    """Return how the calls of each service came out, the service with most calls first."""
    found: dict[str, Counter[str]] = {}
    for flow in known:
        found.setdefault(flow.service, Counter())[flow.outcome] += flow.count
    return sorted(found.items(), key=lambda each: (-each[1].total(), each[0]))


def transfers(known: Iterable[Flow]) -> list[tuple[str, int]]:
    """Return how many calls were transferred for each topic, the most first."""
    counted: Counter[str] = Counter()
    for flow in known:
        if flow.outcome == "transferred":
            counted[flow.topic] += flow.count
    return counted.most_common()
