"""What was understood is answered, and answered once."""

import re

from ivr.turn import stored
from tests.virtual.rules.rule import Rule

ANSWERED_WITHIN = 4.0
FRESH = 0.1
TURN = re.compile(r"/voice/(\d+)/")


class Pushes(Rule):
    """Watches the REST requests that change calls."""

    def __init__(self, world, watch):
        super().__init__(world, watch)
        self._last, self._heard = {}, {}

    def take(self, event):
        match event.name:
            case "recognised" | "lost" if self._is_asked(event):
                self._heard[event.call] = event.at
            case "rest" if event.details["method"] == "POST" and "/Calls/" in event.details["path"]:
                self._pushed(event)
            case "twiml" | "call":
                self._moved(event)

    def _is_asked(self, event):
        reply = stored(self.world.hotline.edge.context, event.call)
        return reply is not None and reply.turn == event.details["turn"]

    def _pushed(self, event):
        sid = event.details["path"].split("/Calls/")[1].partition(".")[0]
        said = (event.details["form"].get("Twiml"), event.details["form"].get("Url"))
        if event.details["status"] == 200:
            if self._last.get(sid) == said:
                self.broken(f"the same document was pushed twice, again at {event.at} s")
            self._last[sid] = said
        elif event.details.get("code") not in (21220, 20429, 20503):
            self.broken(f"REST refused with {event.details.get('code')}")

    def pushing(self, call, twiml):
        reply = stored(self.world.hotline.edge.context, call)
        turns = {int(turn) for turn in TURN.findall(twiml)}
        if reply is None or not turns or turns == {reply.turn} or self.struck("clock"):
            return
        if reply.elapsed(self.exchange.clock.date()) > FRESH:
            self.broken(f"a document of turn {turns} was about to be pushed into turn {reply.turn}")

    def _moved(self, event):
        heard = self._heard.pop(event.call, None)
        if event.name == "twiml" and event.details["url"] != "inline":
            self._last.pop(event.call, None)
        late = heard is not None and event.at - heard > ANSWERED_WITHIN
        if late and not self.struck("rest", "webhook", "reply", "clock"):
            self.broken(f"words understood at {heard:.1f} s were answered after {event.at - heard:.1f} s")
