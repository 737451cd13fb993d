"""Every document is valid, nobody hears Twilio's own apology, and nobody drops out of the end of a document."""

from xml.etree import ElementTree

from ivr.simulator.engine.parties import OVER
from ivr.simulator.verbs.loader import APOLOGY
from tests.virtual.rules.rule import Rule

NETWORK = range(11200, 11240)
NO_QUEUE = 14212
STREAM = range(31900, 32000)
NOT_RUNNING = "no stream named"
QUIET = {"/voice/status", "/voice/stream"}


class Documents(Rule):
    """Looks at what the hotline answers, and at what Twilio thinks of it."""

    def __init__(self, world, watch):
        super().__init__(world, watch)
        self._fallback = {}

    def visited(self, visit):
        status = visit.response.status
        if self._kept_for_later(visit):
            return
        if visit.path in QUIET and status != 204 and not (status == 500 and self.struck("database")):
            self.broken(f"{visit.path} was answered {status}")
        elif visit.wants_document and (status != 200 or not _verbs(visit.response.body)):
            self.broken(f"{visit.path} was answered {status} and no document")

    def _kept_for_later(self, visit):
        """Return whether a hang-up in the queue is in the journal, and the 500 asks Twilio to tell it again."""
        hung_up = visit.path.endswith("/queue") and visit.form.get("QueueResult") == "hangup"
        return hung_up and visit.response.status == 500 and self.struck("database")

    def take(self, event):
        match event.name:
            case "webhook" if event.details["url"].endswith("/voice/fallback"):
                self._fallback[event.call] = event.details["status"]
            case "notification" if not self._excused(event.details) and not self._ends_an_apology(event):
                code, message = event.details["code"], event.details["message"]
                self.broken(f"notification {code} at {event.at} s: {message}")
            case "verb" if event.details["verb"] == "Hangup" and self._without_goodbye(event.call):
                self.broken(f"a caller was hung up on without a goodbye at {event.at} s")
            case "prompt" if event.details["text"] == APOLOGY and not self._beyond_help(event.call):
                self.broken(f"a caller heard Twilio's own apology at {event.at} s")
            case "call" if event.details["status"] in OVER:
                self._ended(event)

    def _without_goodbye(self, sid):
        caller = self.watch.callers.get(sid)
        heard = caller.call.heard.sounds if caller else []
        return caller is not None and not (heard and "oodbye" in heard[-1].sound.text)

    def _excused(self, details):
        code = details["code"]
        if code == NO_QUEUE:
            return True  # an agent came when nobody had ever waited
        if code in NETWORK or code == 15003:
            return self.struck("webhook", "reply_lost", "database")
        if details["message"].startswith(NOT_RUNNING):
            return True  # it ended in the same moment; one that runs on is seen by the rule on queues
        return code in STREAM and self.struck("stream", "clock_jumps")

    def _beyond_help(self, sid):
        """Twilio apologises where our fallback could not be reached either."""
        return self.struck("webhook", "reply_lost") and self._fallback.get(sid) != 200

    def _ends_an_apology(self, event):
        """Return whether Twilio's own apology was to end a document for somebody in the queue."""
        return event.details["message"] == "<Hangup> is not allowed here" and self._beyond_help(event.call)

    def _ended(self, event):
        caller = self.watch.callers.get(event.call)
        if caller is None or event.details["status"] != "completed" or self.struck("caller_hangs_up"):
            return
        last = self.watch.timeline.last_before_end(event.call)
        acting = caller.call.machine is not None and caller.call.machine.busy
        if not acting and last not in ("Hangup", "Say"):
            self.broken(f"a call ended by itself after <{last}> at {event.at} s")


def _verbs(body):
    try:
        return list(ElementTree.fromstring(body))
    except ElementTree.ParseError:
        return []
