"""How calls go just now, in figures for whoever watches the hotline: no call's own data."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from ivr.calls.memory import LIVE
from ivr.calls.tables import CallRow, TurnRow
from ivr.storage import Rows, connection_of

LONGEST = timedelta(hours=4)
"""Calls that began longer ago are not looked at: Twilio ends a call after four hours."""


@dataclass(frozen=True)
class Figures:
    """Live calls by language, and of the last minutes: calls ended by outcome, turns by input and decision.

    `latencies` are the milliseconds that those turns took, in order.
    """

    live: Mapping[str, int]
    ended: Mapping[str, int]
    turns: Mapping[tuple[str, str], int]
    latencies: tuple[int, ...]


def figures(rows: Rows, now: datetime, window: timedelta) -> Figures:
    """Return how calls go at a moment, and went in the time before it."""
    connection, lately = connection_of(rows), CallRow.started_at > now - LONGEST - window
    live = select(CallRow.language, func.count()).where(CallRow.status == LIVE, CallRow.started_at > now - LONGEST)
    ended = select(CallRow.outcome, func.count()).where(lately, CallRow.ended_at > now - window)
    taken = (
        select(TurnRow.input, TurnRow.decision, TurnRow.latency_ms)
        .join(CallRow, CallRow.sid == TurnRow.call_sid)
        .where(lately, TurnRow.at > now - window, TurnRow.at <= now)
    )
    turns = connection.execute(taken).all()
    return Figures(
        live={language: count for language, count in connection.execute(live.group_by(CallRow.language))},
        ended={outcome: count for outcome, count in connection.execute(ended.group_by(CallRow.outcome))},
        turns=Counter((kind, decision) for kind, decision, _ in turns),
        latencies=tuple(sorted(milliseconds for _, _, milliseconds in turns)),
    )
