"""The rules, all together: told of every event and webhook, asked for a verdict at the end."""

from tests.virtual.rules.documents import Documents
from tests.virtual.rules.heard import Heard
from tests.virtual.rules.logs import Logs
from tests.virtual.rules.pushes import Pushes
from tests.virtual.rules.queues import Queues
from tests.virtual.rules.records import Records
from tests.virtual.rules.repeats import Repeats
from tests.virtual.rules.sound import Sound
from tests.virtual.rules.timeline import Timeline

RULES = (Documents, Repeats, Records, Queues, Sound, Pushes, Heard, Logs)


class Watch:
    """Watches one run. `callers` are the story's people once they have dialled, by call SID."""

    def __init__(self, world, simulation, records):
        self.callers = {}
        self.timeline = Timeline()
        self._rules = [] if records is None else [rule(world, self) for rule in RULES]
        self._world, self._simulation = world, simulation
        self.records = records
        simulation.exchange.log.sinks.append(self._take)

    def expect(self, caller):
        self.callers[caller.call.sid] = caller

    def last_verb(self, call):
        return self.timeline.state(call.sid)

    def wishes_agent(self, call):
        self._rules[RULES.index(Queues)].wishes(call)

    def pushing(self, call, twiml, _url):
        """Be told that the gateway begins to push a document into a call."""
        for rule in self._rules:
            rule.pushing(call, twiml)

    def visited(self, visit):
        for rule in self._rules:
            rule.visited(visit)

    def repeated(self, first, again):
        for rule in self._rules:
            rule.repeated(first, again)

    def verdict(self):
        """Return every problem as things stand, the same sentence once."""
        problems = [f"the app let an exception through: {failure!r}" for failure in self._simulation.wsgi.failures]
        problems += [f"the gateway let an exception through: {failure!r}" for failure in self._world.gateway.failures]
        faults = (event for event in self._simulation.events if event.name == "fault")
        problems += [f"fault of the simulator: {event.details['error']}" for event in faults]
        for rule in self._rules:
            problems += rule.verdict()
        return list(dict.fromkeys(problems))

    def _take(self, event):
        self.timeline.take(event)
        for rule in self._rules:
            rule.take(event)
