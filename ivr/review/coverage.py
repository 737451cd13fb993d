"""Say of each way between the forms of a call flow how many calls took it, and whether a test does."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from pathlib import Path

from sqlalchemy import Select, select

from ivr.calls.tables import CallRow, TurnRow
from ivr.dialog.check.walk import moves, targets
from ivr.dialog.script import Goto, Script
from ivr.storage import Rows, connection_of

MOST_CALLS = 2_000
"""Calls that are counted: the newest."""
_WENT = re.compile(r"(\w+): (\w+)")
Way = tuple[str, str]
"""From which form, or by which item of it, to which form."""


@dataclass(frozen=True)
class DiagramEdge:
    """A way from a form to another one by its items, with its share of calls; `tested` is None where nobody knows."""

    start: str
    end: str
    items: tuple[str, ...]
    calls: int
    share: float
    tested: bool | None


def edges(script: Script, taken: Mapping[Way, int], calls: int, tested: frozenset[Way] | None) -> Sequence[DiagramEdge]:
    """Return the ways of a script, the most frequent first."""
    found = []
    for (start, end), items in ways(script).items():
        count = taken.get((start, end), 0)
        by_test = None if tested is None else any((item, end) in tested for item in items)
        found.append(DiagramEdge(start, end, items, count, count / calls if calls else 0.0, by_test))
    return sorted(found, key=lambda edge: (-edge.calls, edge.start, edge.end))


def ways(script: Script) -> Mapping[Way, tuple[str, ...]]:
    """Return the items of a form that lead to another one, by both; after its last item a form leads on by itself."""
    return {
        (form.name, end): tuple(item.slot for item in form.items if Goto(end) in moves(item)) or (form.name,)
        for form in script.forms.values()
        for end in sorted(targets(form))
    }


def newest(since: datetime) -> Select[str]:
    """Return a query of the newest calls that are over, by their SID: as many as are counted."""
    over = select(CallRow.sid).where(CallRow.started_at >= since, CallRow.ended_at.is_not(None))
    return over.order_by(CallRow.started_at.desc()).limit(MOST_CALLS)


def traffic(rows: Rows, script: Script, since: datetime) -> tuple[Mapping[Way, int], int]:
    """Return how many of the newest calls took each way at least once, and how many calls these are.

    A turn may take several ways at once: the shortest row of ways between two forms that were asked in counts.
    """
    turns = select(TurnRow.call_sid, TurnRow.form).where(TurnRow.call_sid.in_(newest(since)), TurnRow.form != "")
    found = connection_of(rows).execute(turns.order_by(TurnRow.call_sid, TurnRow.number)).all()
    shortest = _Shortest(script)
    counted: Counter[Way] = Counter()
    calls = 0
    for _, of_call in groupby(found, key=lambda row: row.call_sid):
        calls += 1
        forms = [row.form for row in of_call]
        counted.update({way for start, end in pairwise(forms) if start != end for way in shortest.between(start, end)})
    return counted, calls


def tested_ways(transcripts: Path) -> frozenset[Way] | None:
    """Return the ways that the golden transcripts take, as item and form; None where there are no transcripts."""
    files = sorted(transcripts.glob("*.txt"))
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return _ways_in(line for line in lines if line.strip().startswith("why:")) if files else None


def _ways_in(lines: Iterable[str]) -> frozenset[Way]:
    return frozenset((item, form) for line in lines for item, form in _WENT.findall(line.partition("why:")[2]))


class _Shortest:
    """Knows the shortest row of ways between two forms; none where the script has none."""

    def __init__(self, script: Script) -> None:
        self._ahead = {form.name: sorted(targets(form)) for form in script.forms.values()}
        self._known: dict[Way, tuple[Way, ...]] = {}

    def between(self, start: str, end: str) -> tuple[Way, ...]:
        if (start, end) not in self._known:
            self._known[start, end] = self._find(start, end)
        return self._known[start, end]

    def _find(self, start: str, end: str) -> tuple[Way, ...]:
        waiting: deque[tuple[str, tuple[Way, ...]]] = deque([(start, ())])
        seen = {start}
        while waiting:
            form, walked = waiting.popleft()
            for following in self._ahead.get(form, ()):
                if following == end:
                    return (*walked, (form, end))
                if following not in seen:
                    seen.add(following)
                    waiting.append((following, (*walked, (form, following))))
        return ()
