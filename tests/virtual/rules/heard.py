"""Who speaks when asked to is heard."""

from ivr.turn import stored
from tests.virtual.rules.rule import Rule

STREAM_COMES = 2.5
UNDERSTOOD_WITHIN = 8.0
EXCUSES = ("stream", "webhook", "reply", "rest", "clock", "database")


class Heard(Rule):
    """Waits for something to come of all that is said to an open question by stream without faults.

    A question is not open any more when a key was pressed, though the next document is still on its way.
    """

    def __init__(self, world, watch):
        super().__init__(world, watch)
        self._said, self._pressed = {}, set()

    def take(self, event):
        match event.name:
            case "utterance" if event.call not in self._pressed and self._should_be_heard(event):
                self._said.setdefault(event.call, event.at + event.details["seconds"])
            case "key":
                self._said.pop(event.call, None)
                self._pressed.add(event.call)
            case "twiml":
                self._pressed.discard(event.call)
            case "recognised" | "lost" | "queue":
                self._said.pop(event.call, None)
            case "call":
                self._judge(event)

    def _should_be_heard(self, event):
        reply = stored(self.world.hotline.edge.context, event.call)
        if not self.world.story.hears:  # callers notice the missing model by their first question, asked again
            return False
        if reply is None or reply.listen is None or not reply.listen.speech or reply.transport.mode != "stream":
            return False
        now = self.exchange.clock.date()
        return reply.guarded_left(now) == 0 and reply.elapsed(now) > STREAM_COMES

    def _judge(self, event):
        over = self._said.pop(event.call, None)
        if over is not None and event.at - over > UNDERSTOOD_WITHIN and not self.struck(*EXCUSES):
            self.broken(f"words that were over at {over:.1f} s were never heard")
