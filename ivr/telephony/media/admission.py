"""Decide whether one more caller can be heard without those who are being heard any worse.

How many callers there is room for is measured, not set: how much time the decoders spend for a second of a stream in
which somebody speaks now and then. Until that is known, it is reckoned from how long a known clip takes to decode.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from ivr.speech.decaying_sum import DecayingSum
from ivr.speech.decoding.load import Workload
from ivr.speech.losses import Losses
from ivr.telephony.room import Room

BUSY = 0.7
"""Part of their time that the decoders may work: with more, answers wait for each other."""
BACKLOG_SECONDS = 0.4
"""Work that may wait for each decoder while a caller is let in."""
SILENT, FEW_SILENT = 0.5, 4
"""Part of all streams, and how many at least, whose callers may be yet to speak: what they cost is not known."""
OVERLOAD_SECONDS = 15.0
"""How long nobody is let in after somebody's words were lost because there was too much to do."""
USUAL_WORK = 0.6
"""Seconds of decoding for a second of a stream, in seconds that a second of sound takes: before anything is measured.
Measured: callers who speak 40 % of the time, each utterance decoded about one and a half times."""
USUAL_SECONDS = 120.0
"""Seconds of streams that it counts for beside what is measured."""
MEMORY_SECONDS = 120.0


class Admission:
    """Counts one gateway's streams and reckons how many there may be."""

    def __init__(
        self, workload: Callable[[], Workload], losses: Losses, clock: Callable[[], float] = monotonic
    ) -> None:
        self._workload, self._losses, self._clock = workload, losses, clock
        self._work, self._heard = DecayingSum(clock, MEMORY_SECONDS), DecayingSum(clock, MEMORY_SECONDS)
        self._streams = self._talking = 0
        self._measured, self._worked = clock(), workload().worked

    def admits(self) -> bool:
        """Return whether there is room for one more stream."""
        return self.room().free > 0

    @contextmanager
    def stream(self) -> Iterator[Callable[[], None]]:
        """Count a stream; what is given is to be called when its caller first speaks."""
        spoke = False

        def speaks() -> None:
            nonlocal spoke
            self._measure()
            self._talking, spoke = self._talking + (not spoke), True

        self._streams += 1
        try:
            yield speaks
        finally:
            self._measure()
            self._streams -= 1
            self._talking -= spoke

    def room(self) -> Room:
        """Measure, and return how many streams there are and how many more there may be."""
        self._measure()
        now = self._workload()
        waits = now.backlog > BACKLOG_SECONDS * now.decoders
        full = waits or self._losses.since_overload < OVERLOAD_SECONDS
        capacity = self._capacity(now)
        silent = max(FEW_SILENT, int(capacity * SILENT)) - (self._streams - self._talking)
        return Room(self._streams, 0 if full else max(0, min(capacity - self._streams, silent)))

    def _capacity(self, now: Workload) -> int:
        """Return how many streams the decoders can hear."""
        usual = now.pace * USUAL_WORK
        work = (usual * USUAL_SECONDS + self._work.value) / (USUAL_SECONDS + self._heard.value)
        return int(now.decoders * BUSY / work) if work else self._streams + now.decoders

    def _measure(self) -> None:
        """Add what was decoded since the last time, and for how many seconds of talking streams.

        Callers who did not speak yet, or use their keys, need no decoder: they would make the others look cheap.
        """
        now, worked = self._clock(), self._workload().worked
        if self._talking:
            self._work.add(worked - self._worked)
            self._heard.add((now - self._measured) * self._talking)
        self._measured, self._worked = now, worked
