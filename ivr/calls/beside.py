"""Find calls by what others keep of them: who answered, labels, categories, misses, marks; and by their turns.

Each is a set of calls that an index holds.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Float, Integer, LargeBinary, Select, String, column, select, table

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
    sets = []
    if wanted.agent:
        sets.append(select(VISITS.c.call_sid).where(VISITS.c.agent == wanted.agent, VISITS.c.result == BRIDGED))
    if wanted.label:
        sets.append(select(LABELS.c.call_sid).where(LABELS.c.label == wanted.label))
    if wanted.category:
        sets.append(select(CATEGORIES.c.call_sid).where(CATEGORIES.c.category == wanted.category))
    if wanted.marked:
        sets.append(select(MARKS.c.call_sid).where(*JUDGED[wanted.marked]))
    queue = Scope(queues=(wanted.queue,)).conditions() if wanted.queue else []
    return [*queue, *(_in(calls, wanted) for calls in sets), *_by_turns(wanted)]


def _in(calls: Select[tuple[str]], wanted: CallFilter) -> ColumnElement[bool]:
    """Return that a call is in a set: read at once, or asked for each call that words have led to."""
    if wanted.words and wanted.words.terms:
        return calls.where(calls.selected_columns[0] == CallRow.sid).exists()
    return CallRow.sid.in_(calls)


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
