"""Live sound into a call: what a browser's microphone sends, in pieces that come unevenly."""

from ivr.simulator.audio.mulaw import RATE
from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.track import Playing, Track

JITTER = RATE // 20


class Microphone:
    """Writes pieces of audio onto a track, one behind the other while they keep coming."""

    def __init__(self, track: Track) -> None:
        self._track = track
        self._buffer = bytearray()
        self._playing: Playing | None = None

    def write(self, ulaw: bytes) -> None:
        """Add a piece; after a gap a new stretch of sound begins, a twentieth of a second late."""
        now = self._track.position()
        if self._playing is None or self._playing.end < now:
            self._buffer = bytearray()
            self._playing = self._track.play(Sound("", self._buffer, words=False, known=False), now + JITTER)
        self._buffer += ulaw
        self._playing.end = self._playing.start + len(self._buffer)
