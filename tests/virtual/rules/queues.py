"""Nobody is in two queues, bridged twice, or lost in one; an agent is always reachable by 0."""

from collections import Counter

from sqlalchemy import func, select

from ivr.routing.tables import QueueVisitRow
from tests.virtual.rules.rule import Rule

SOON = 30.0
SID, RESULT = QueueVisitRow.call_sid, QueueVisitRow.result
OPEN = select(SID, func.count()).where(QueueVisitRow.left_at.is_(None)).group_by(SID)


class Queues(Rule):
    """Counts, at every event."""

    def __init__(self, world, watch):
        super().__init__(world, watch)
        self._wishes, self._joined = {}, Counter()
        self._told, self._results = set(), {}

    def wishes(self, call):
        self._wishes[call.sid] = self.exchange.clock.now()

    def visited(self, visit):
        if visit.path == "/voice/status":
            self._told.add(visit.call)
        if visit.path.endswith("/queue") and visit.turn is not None and visit.before:
            self._results.setdefault(visit.call, []).append(visit.form["QueueResult"])
        if visit.path.startswith("/voice"):
            doubled = [sid for sid, count in self.rows(OPEN) if count > 1]
            self.problems += [f"call {sid} waits twice in our records" for sid in doubled]

    def take(self, event):
        if event.name == "queue" and event.details["state"] == "joined":
            self._join(event)
        waits = Counter(member.call.sid for queue in self.exchange.queues.values() for member in queue.members)
        self.problems += [f"call {sid} is in {n} queues" for sid, n in waits.items() if n > 1]
        for sid in self.watch.callers:
            bridges = sum(patch.end is None for patch in self.exchange.calls[sid].heard.patches)
            if bridges > 1 or (bridges and sid in waits):
                self.broken(f"call {sid} is bridged {bridges} times, waiting {waits[sid]} times")

    def _join(self, event):
        asked = self._wishes.pop(event.call, None)
        if asked is not None and event.at - asked > SOON:
            self.broken(f"a caller who pressed 0 waited {event.at - asked:.0f} s for the queue")
        if self.exchange.calls[event.call].streams and not self.struck("reply"):
            self.broken("a caller joined the queue with a stream running")

    def verdict(self):
        gone = {sid for sid in self._told if self.exchange.calls[sid].over}
        ghosts = [sid for sid, _ in self.rows(OPEN) if sid in gone]
        wrong = [f"call {sid} is over and still waits in our records" for sid in ghosts]
        wrong += ["a caller pressed 0 and never got into the queue"] * len(self._missed())
        kept = {}
        for sid, result in self.rows(select(SID, RESULT).order_by(QueueVisitRow.id)):
            kept.setdefault(sid, []).append(result)
        for sid, results in self._results.items():
            if sid in kept and not self.struck("database") and not set(results) & set(kept[sid]):
                wrong.append(f"the queue's results {results} were kept as {kept[sid]}")
        return [*self.problems, *wrong]

    def _missed(self):
        ends = self.watch.timeline.ends
        return [sid for sid, at in self._wishes.items() if ends.get(sid, self.exchange.clock.now()) - at > SOON]
