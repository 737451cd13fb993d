"""No caller hears silence for over four seconds, and nobody's words are kept before the notice."""

from ivr.simulator.audio.mulaw import RATE
from tests.virtual.rules.rule import Rule

LONGEST = 4.0
LONGEST_ASKED = 30.0
NOTICE = "or press 9 for keys"
NOTICE_SLACK = 1.5
EXCUSES = ("webhook", "reply", "rest", "clock")
FAULT_LASTS = 16.0


class Sound(Rule):
    """Listens with the callers."""

    def __init__(self, world, watch):
        super().__init__(world, watch)
        self._first_keys = {}

    def take(self, event):
        if event.name == "key":
            self._first_keys.setdefault(event.call, event.at)
        if event.name == "recognised" and event.call in self.watch.callers:
            self._kept(event)

    def _kept(self, event):
        call, began = self.exchange.calls[event.call], event.details["began"]
        notices = [each for each in call.heard.sounds if NOTICE in each.sound.text.lower()]
        heard = any(_is_whole(notice) and notice.end / RATE <= began + NOTICE_SLACK for notice in notices)
        if not heard and not self._was_misjudged(call):
            self.broken(f"words said at {began:.1f} s were kept before the notice")

    def _was_misjudged(self, call):
        """Return whether the clock was set before a key cut the notice off: who takes the key has but the date."""
        began, cut = call.heard.sounds[0].start / RATE, self._first_keys.get(call.sid, 0.0)
        return any(kind == "clock_jumps" and began <= at <= cut for at, kind in self.watch.timeline.injected)

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


def _is_whole(notice):
    """Return whether nothing cut the notice off, but perhaps its last word."""
    return len(notice.sound.ulaw) - (notice.end - notice.start) <= NOTICE_SLACK * RATE


def _gaps(sounds, end):
    """Yield the silences between the first sound and the end of the call."""
    till = sounds[0][0] if sounds else end
    for start, stop in [*sounds, (end, end)]:
        if start > till:
            yield till, start
        till = max(till, stop)


def _common(one, other):
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))
