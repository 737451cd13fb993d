"""Which past calls are played again from their sound, and what plays them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from ivr.calls.tables import CallRow, UtteranceRow
from ivr.review.content import Content
from ivr.review.tables import CallLabelRow
from ivr.review.walks import Walk
from ivr.storage import Rows, connection_of

SCENARIO = "scenario"
"""The label of calls that have to go the same way: a version that leads one elsewhere is not good."""
Tell = Callable[[int, int], None]
"""Tells how many of how many calls are done."""


@dataclass(frozen=True)
class Edition:
    """What supervisors published, or want to: the folder of its grammars, and its changes."""

    grammars: Path
    content: Content


Play = Callable[[Sequence[Edition], Sequence[str], Tell], Sequence[tuple[Walk, ...]]]
"""Returns how calls go through each edition, from their sound; calls that can't be played are left out."""


def nothing_to_play(editions: Sequence[Edition], calls: Sequence[str], tell: Tell) -> Sequence[tuple[Walk, ...]]:
    """Play no calls: there is no recogniser."""
    return ()


def newest(rows: Rows, since: datetime, most: int) -> Sequence[str]:
    """Return the newest calls in which something was said that can be heard again, newest first."""
    heard = select(UtteranceRow.call_sid).where(UtteranceRow.call_sid == CallRow.sid).exists()
    found = select(CallRow.sid).where(CallRow.started_at >= since, CallRow.ended_at.is_not(None), heard)
    return connection_of(rows).scalars(found.order_by(CallRow.started_at.desc(), CallRow.sid).limit(most)).all()


def scenarios(rows: Rows) -> Sequence[str]:
    """Return the calls that have to go the same way."""
    labelled = select(CallLabelRow.call_sid).where(CallLabelRow.label == SCENARIO)
    return connection_of(rows).scalars(labelled.order_by(CallLabelRow.call_sid)).all()
