"""The rules, all together: told of every event and webhook, asked for a verdict at the end."""

from tests.virtual.rules.documents import Documents
from tests.virtual.rules.logs import Logs
from tests.virtual.rules.pushes import Pushes
from tests.virtual.rules.queues import Queues
from tests.virtual.rules.records import Records
from tests.virtual.rules.repeats import Repeats
from tests.virtual.rules.sound import Sound
from tests.virtual.rules.timeline import Timeline

RULES = (Documents, Repeats, Records, Queues, Sound, Pushes, Logs)


class Watch:
    """Watches one run. `callers` are the story's people once they have dialled, by call SID."""

    def __init__(self, world, house, records):
        self.callers = {}
        self.timeline = Timeline()
        self._rules = [] if records is None else [rule(world, self) for rule in RULES]
        self._world, self._records = world, records
        self.records = records
        house.exchange.log.sinks.append(self._take)

    def expect(self, caller):
        self.callers[caller.call.sid] = caller

    def last_verb(self, call):
        return self.timeline.state(call.sid)

    def wishes_agent(self, call):
        self._rules[RULES.index(Queues)].wishes(call)

    def visited(self, visit):
        for rule in self._rules:
            rule.visited(visit)

    def repeated(self, first, again):
        for rule in self._rules:
            rule.repeated(first, again)

    def verdict(self, run):
        """Return every problem, the same sentence once."""
        problems = [f"the app let an exception through: {failure!r}" for failure in run.failures]
        problems += [f"the gateway let an exception through: {failure!r}" for failure in self._world.gateway.failures]
        problems += [f"fault of the simulator: {event.details['error']}" for event in run.named("fault")]
        for rule in self._rules:
            rule.end()
            problems += rule.problems
        return list(dict.fromkeys(problems))

    def _take(self, event):
        self.timeline.take(event)
        for rule in self._rules:
            rule.take(event)
