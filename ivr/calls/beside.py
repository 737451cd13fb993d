"""Find calls by what others keep of them: who answered, labels, categories, misses, marks; and by their turns.

Each is a set of calls that an index holds; which of the sets to begin with is left to the database.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Float, Integer, LargeBinary, String, column, select, table

from ivr.calls.records import CallFilter
from ivr.calls.scope import Scope
from ivr.calls.tables import CallRow, TurnRow

BRIDGED = "bridged"
LOW_MARK = 80
VISITS = table("queue_visits", column("call_sid", String), column("agent", LargeBinary), column("result", String))
LABELS = table("call_labels", column("call_sid", String), column("label", String))
CATEGORIES = table("call_categories", column("call_sid", String), column("category", Integer))
MISSES = table("misses", column("call_sid", String))
MARKS = table("quality_marks", column("call_sid", String), column("score", Float), column("state", String))
JUDGED: Mapping[str, tuple[ColumnElement[bool], ...]] = {
    "any": (),
    "low": (MARKS.c.score < LOW_MARK,),
    "disputed": (MARKS.c.state == "disputed",),
}
"""How calls were judged: at all, with less than LOW_MARK points, by a mark that the agent disputes."""


def beside(wanted: CallFilter) -> list[ColumnElement[bool]]:
    """Return what calls fulfil beside what stands in their own row."""
    found = Scope(queues=(wanted.queue,)).conditions() if wanted.queue else []
    if wanted.agent:
        taken = select(VISITS.c.call_sid).where(VISITS.c.agent == wanted.agent, VISITS.c.result == BRIDGED)
        found.append(CallRow.sid.in_(taken))
    if wanted.label:
        found.append(CallRow.sid.in_(select(LABELS.c.call_sid).where(LABELS.c.label == wanted.label)))
    if wanted.category:
        found.append(CallRow.sid.in_(select(CATEGORIES.c.call_sid).where(CATEGORIES.c.category == wanted.category)))
    if wanted.marked:
        found.append(CallRow.sid.in_(select(MARKS.c.call_sid).where(*JUDGED[wanted.marked])))
    return found + _by_turns(wanted)


def _by_turns(wanted: CallFilter) -> list[ColumnElement[bool]]:
    """Return what calls fulfil by one of their turns; the newest calls are looked at first, one by one."""
    found: list[ColumnElement[bool]] = []
    turn = select(TurnRow.number).where(TurnRow.call_sid == CallRow.sid)
    if wanted.misses:
        found.append(select(MISSES.c.call_sid).where(MISSES.c.call_sid == CallRow.sid).exists())
    if wanted.unsure is not None:
        found.append(turn.where(TurnRow.confidence < wanted.unsure).exists())
    if wanted.slow is not None:
        found.append(turn.where(TurnRow.answer_ms >= wanted.slow * 1000).exists())
    return found
