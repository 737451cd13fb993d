"""What each call was doing when: the verb at work, changes with their times."""

from itertools import pairwise

from ivr.simulator.engine.parties import OVER

PROMPTS = ("Say", "Play", "Pause")
ASIDE = ("/voice/stream", "/voice/status", "/audio/")


class Timeline:
    """Follows the calls. A state is a verb's name, or nothing while a document is being fetched."""

    def __init__(self):
        self._changes = {}
        self.injected = []
        self.ends = {}

    def take(self, event):
        if event.name == "injected":
            self.injected.append((event.at, event.details["kind"]))
        elif event.name == "call" and event.details["status"] in OVER:
            self.ends[event.call] = event.at
        elif event.name == "verb":
            self._verb(event)
        elif event.name == "webhook" and not any(part in event.details["url"] for part in ASIDE):
            self._change(event, "")
        elif event.name == "queue" and event.details["state"] == "joined":
            self._change(event, "Enqueue")
        elif event.name == "twiml":
            self._change(event, "")

    def state(self, sid):
        return self._changes[sid][-1][1] if self._changes.get(sid) else ""

    def spans(self, sid, states, end):
        """Yield (from, till) of the times when a call was in one of the states."""
        changes = [*self._changes.get(sid, []), (end, "")]
        for (start, state), (after, _) in pairwise(changes):
            if state in states:
                yield start, after

    def last_before_end(self, sid):
        return next((state for _, state in reversed(self._changes.get(sid, [])) if state), "")

    def _verb(self, event):
        if event.details["verb"] not in PROMPTS or self.state(event.call) not in ("Gather", "Enqueue"):
            self._change(event, event.details["verb"])

    def _change(self, event, state):
        self._changes.setdefault(event.call, []).append((event.at, state))
