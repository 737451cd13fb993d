"""A repeated webhook gets the same bytes and changes nothing; a late one changes nothing."""

from ivr.turn import stored
from tests.virtual.rules.rule import Rule

BESIDE = ("/voice/wait", "/voice/connecting", "/voice/agent/")


class Repeats(Rule):
    """Compares."""

    def visited(self, visit):
        if not visit.is_late or self._was_busy():
            return
        if visit.before[1] is None and visit.after[0] != visit.before[0] and not visit.path.endswith("/queue"):
            self.broken(f"a late {visit.path} moved the call from turn {visit.before[0]} to {visit.after[0]}")
        reply = stored(self.world.hotline.edge.context, visit.call)
        if reply and visit.before == visit.after and reply.twiml.encode() != visit.response.body:
            self.broken(f"a late {visit.path} did not get the stored reply")

    def repeated(self, first, again):
        polls = first.before == first.after and not first.form.get("Digits")
        if self._was_busy() or first.path.startswith(BESIDE) or first.after != again.before:
            return
        if first.after is None:  # no caller's: an agent's document tells who waits now
            return
        if polls and again.before != again.after:
            return
        if again.after != again.before:
            self.broken(f"a repeated {first.path} moved the call from {again.before} to {again.after}")
        elif first.response.body != again.response.body:
            self.broken(f"a repeated {first.path} got another document")

    def _was_busy(self):
        """Return whether one of two may have got the document of last resort, which keeps nothing."""
        return self.struck("database")
