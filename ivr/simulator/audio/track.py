"""One direction of a call's audio, written as sounds with their times and read as samples.

Nothing ticks: a stream or a recording reads the samples of any past span when it wants them.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.sound import Sound

Listener = Callable[["Playing"], None]


@dataclass(eq=False)
class Playing:
    """A sound on a track: from when, and till when (it may be cut short)."""

    sound: Sound
    start: int
    end: int
    number: int = field(default_factory=itertools.count().__next__)

    def samples(self, first: int, last: int) -> bytes:
        """Return the part of the sound between two positions of the track."""
        return bytes(self.sound.ulaw[max(first, self.start) - self.start : min(last, self.end) - self.start])


@dataclass(eq=False)
class Patch:
    """Another track heard on this one, from when and till when (None: still)."""

    source: "Track"
    start: int
    end: int | None = None

    def samples(self, first: int, last: int) -> bytes:
        """Return what the other track carried in the part of the span it was patched in."""
        return self.source.read(max(first, self.start), min(last, self.end if self.end is not None else last))


class Track:
    """What one side of a call hears, or says."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.sounds: list[Playing] = []
        self.patches: list[Patch] = []
        self.listeners: list[Listener] = []

    def position(self) -> int:
        """Return the sample that is on the line now."""
        return round(self._now() * mulaw.RATE)

    def play(self, sound: Sound, start: int | None = None) -> Playing:
        """Put a sound on the line, by default starting now, and tell who listens."""
        start = self.position() if start is None else start
        playing = Playing(sound, start, start + len(sound.ulaw))
        self.sounds.append(playing)
        self._tell(playing)
        return playing

    def cut(self, playing: Playing) -> None:
        """Stop a sound where it is now."""
        if playing.end > self.position():
            playing.end = max(playing.start, self.position())
            self._tell(playing)

    def patch(self, source: "Track") -> Patch:
        """Let the other track be heard on this one until `unpatch`."""
        patch = Patch(source, self.position())
        self.patches.append(patch)
        source.listeners.append(self._tell)
        for playing in source.sounds[-8:]:
            if playing.end > patch.start:
                self._tell(playing)
        return patch

    def unpatch(self, patch: Patch) -> None:
        """Stop hearing the other track."""
        if patch.end is None:
            patch.end = self.position()
            patch.source.listeners.remove(self._tell)

    def read(self, first: int, last: int) -> bytes:
        """Return the samples of a span, silence where nothing was on the line."""
        parts = [(max(item.start - first, 0), item.samples(first, last)) for item in self._within(first, last)]
        return mulaw.laid([(start, part) for start, part in parts if part], last - first)

    def busy_until(self) -> float:
        """Return when the last sound of this track itself ends, in seconds."""
        return max((playing.end for playing in self.sounds[-8:]), default=0) / mulaw.RATE

    def _within(self, first: int, last: int) -> list[Playing | Patch]:
        sounds = [playing for playing in self._since(first) if playing.start < last and playing.end > first]
        patches = [patch for patch in self.patches if patch.start < last and (patch.end is None or patch.end > first)]
        return [*sounds, *patches]

    def _since(self, first: int) -> list[Playing]:
        recent = []
        for playing in reversed(self.sounds):
            recent.append(playing)
            if playing.start + 600 * mulaw.RATE < first:
                break
        return recent

    def _tell(self, playing: Playing) -> None:
        for listener in tuple(self.listeners):
            listener(playing)
