"""Measure how busy a pool of decoders is: what waits, and how long a second of sound takes to decode.

Times are those of the wall clock, so a machine that is busy with other things counts as slower decoders.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from ivr.speech.decaying_sum import DecayingSum

MEMORY = 30.0
"""Seconds after which a measurement counts for a third."""


@dataclass(frozen=True)
class Workload:
    """What several decoders do: seconds `worked` so far by all, and `backlog` seconds for one of them to do.

    `pace` is how many seconds they take for a second of sound.
    """

    decoders: int
    worked: float
    backlog: float
    pace: float


class Load:
    """What a pool's decoders have to do, and how quickly they do it."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._sound, self._busy = DecayingSum(clock, MEMORY), DecayingSum(clock, MEMORY)
        self._waiting = 0.0
        self.worked = 0.0
        self.pace = 0.0

    def came(self, sound: float) -> None:
        """Note that so many seconds of sound wait to be decoded."""
        self._waiting += sound

    def went(self, sound: float) -> None:
        """Note that they were decoded, or given up."""
        self._waiting = max(0.0, self._waiting - sound)

    @contextmanager
    def decoding(self, sound: float) -> Iterator[None]:
        """Measure how long so many seconds of sound take; what breaks off counts, too: it kept a decoder busy."""
        began = self._clock()
        try:
            yield
        finally:
            spent = self._clock() - began
            self.worked += spent
            self._sound.add(sound)
            self._busy.add(spent)
            self.pace = self._busy.value / max(self._sound.value, 0.1)

    @property
    def backlog(self) -> float:
        """Return the seconds that one decoder would need for all that waits or is being decoded."""
        return self._waiting * self.pace
