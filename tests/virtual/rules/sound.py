"""No caller hears silence for over four seconds, and nobody's words are kept before the notice."""

from ivr.simulator.audio.mulaw import RATE
from tests.virtual.rules.rule import Rule

LONGEST = 4.0
LONGEST_ASKED = 30.0
NOTICE = "to use keys only"
NOTICE_SLACK = 1.5
EXCUSES = ("webhook", "reply", "rest", "clock")
FAULT_LASTS = 16.0


class Sound(Rule):
    """Listens with the callers."""

    def take(self, event):
        if event.name == "recognised" and event.call in self.watch.callers:
            self._kept(event)

    def _kept(self, event):
        began = event.details["began"]
        if any(
            kind == "clock_jumps" and began - FAULT_LASTS < at <= event.at for at, kind in self.watch.timeline.injected
        ):
            return
        notices = [each for each in self.exchange.calls[event.call].heard.sounds if NOTICE in each.sound.text.lower()]
        if not any(notice.end / RATE <= began + NOTICE_SLACK for notice in notices):
            self.broken(f"words said at {began:.1f} s were kept before the notice")

    def verdict(self):
        calls = [caller.call for caller in self.watch.callers.values() if caller.call.started]
        return [*self.problems, *(wrong for call in calls for wrong in self._silences(call))]

    def _silences(self, call):
        end = self._end(call)
        sounds = [(each.start / RATE, each.end / RATE) for track in (call.heard, call.said) for each in track.sounds]
        sounds += [(p.start / RATE, end if p.end is None else p.end / RATE) for p in call.heard.patches]
        asked = list(self.watch.timeline.spans(call.sid, ("Gather", "Record"), end))
        for start, after in _gaps(sorted(sounds), end):
            unasked = (after - start) - sum(_common((start, after), span) for span in asked)
            if (unasked > LONGEST or after - start > LONGEST_ASKED) and not self._excused(start, after):
                yield f"silence from {start:.1f} to {after:.1f} s, {unasked:.1f} s of it unasked"

    def _end(self, call):
        return self.watch.timeline.ends.get(call.sid, self.exchange.clock.now())

    def _excused(self, start, after):
        return any(
            kind.startswith(EXCUSES) and start - FAULT_LASTS < at < after for at, kind in self.watch.timeline.injected
        )


def _gaps(sounds, end):
    """Yield the silences between the first sound and the end of the call."""
    till = sounds[0][0] if sounds else end
    for start, stop in [*sounds, (end, end)]:
        if start > till:
            yield till, start
        till = max(till, stop)


def _common(one, other):
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))
