"""What a person on a call has heard so far, word by word and with times."""

import asyncio
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from ivr.simulator.audio.mulaw import RATE
from ivr.simulator.audio.track import Playing
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.clock import Clock
from ivr.simulator.phone.matching import found

PAUSE = 0.3
TICK = 0.001  # a shorter wait may not move the clock at all
PATIENCE = 15.0
UNREAD = 0.2
"""How often is looked, after a call, whether a recogniser is done with it."""


@dataclass(frozen=True)
class Heard:
    """A text; for each of its words the place after it, and the second it was spoken out."""

    text: str
    places: tuple[int, ...]
    times: tuple[float, ...]

    def spoken(self, place: int) -> float:
        """Return the second when the word before a place of the text was spoken out."""
        return self.times[bisect_left(self.places, place)]


class NotHeard(Exception):
    """What was waited for did not come."""


class PromptListener:
    """Listens to all that a call's person hears."""

    def __init__(self, call: Call, clock: Clock) -> None:
        self._call = call
        self._clock = clock
        self._sounds: list[Playing] = []
        self._changed = asyncio.Event()
        self._matched: Playing | None = None
        call.heard.listeners.append(self._listen)

    def since(self, moment: float, till: float = float("inf")) -> Heard:
        """Return what is heard between two moments, with what is still being spoken."""
        lately = sorted((playing for playing in self._sounds if playing.end / RATE > moment), key=_began)
        heard = [each for playing in lately for each in _words(playing) if moment < each[1] <= till]
        text = "".join(word + " " for word, _ in heard)
        return Heard(text, tuple(accumulate(len(word) + 1 for word, _ in heard)), tuple(at for _, at in heard))

    def transcript(self) -> str:
        """Return all that was heard until now."""
        return self.since(-1.0, self._clock.now()).text.strip()

    async def hear(self, pattern: str, moment: float, timeout: float) -> float:
        """Wait until a pattern has been spoken after a moment; return when that was. NotHeard if not in time."""
        deadline = self._clock.now() + timeout
        while True:
            self._changed.clear()
            at = self._match(pattern, moment)
            now = self._clock.now()
            if at is not None and at <= now + 1e-6:
                return at
            if self._call.over and not self._call.unread:
                raise NotHeard("the call ended")
            if now >= deadline:
                raise NotHeard(f"not heard within {timeout:g} s")
            await self._change(min(deadline, at if at is not None else deadline) - now)

    async def prompted(self, moment: float, timeout: float) -> None:
        """Wait until somebody has begun to speak after a moment, at most so long."""
        deadline = self._clock.now() + timeout
        while not any(playing.end / RATE > moment for playing in self._spoken()):
            if self._call.over or self._clock.now() >= deadline:
                return
            await self._change(deadline - self._clock.now())

    async def quiet(self) -> None:
        """Wait until nobody has been speaking for a breath, or the call is over.

        Who never draws breath is interrupted some time after the sound that was waited for.
        """
        limit = (self._matched.end / RATE if self._matched else self._clock.now()) + PATIENCE
        while not self._call.over:
            last = max((playing.end for playing in self._spoken()), default=0) / RATE + PAUSE
            last = min(last, limit)
            if last <= self._clock.now() + 1e-6:
                return
            await self._change(last - self._clock.now())

    async def stays_quiet(self, seconds: float) -> bool:
        """Wait so long; False as soon as somebody speaks, True when nobody did or the call ended."""
        before, deadline = len(self._sounds), self._clock.now() + seconds
        while not self._call.over and self._clock.now() < deadline - 1e-6:
            if any(playing.sound.words for playing in self._sounds[before:]):
                return False
            await self._change(deadline - self._clock.now())
        return True

    def match_began(self) -> float:
        """Return when the sound that was last waited for began."""
        return self._matched.start / RATE if self._matched else 0.0

    def close(self) -> None:
        """Stop listening."""
        if self._listen in self._call.heard.listeners:
            self._call.heard.listeners.remove(self._listen)

    def _match(self, pattern: str, moment: float) -> float | None:
        heard = self.since(moment)
        end = found(pattern, heard.text)
        if end is None:
            return None
        at = heard.spoken(end) if end else moment
        self._matched = next((p for p in reversed(self._sounds) if p.start / RATE < at <= p.end / RATE + 1e-6), None)
        return at

    def _spoken(self) -> list[Playing]:
        return [playing for playing in self._sounds[-20:] if playing.sound.words or playing is self._matched]

    async def _change(self, timeout: float) -> None:
        self._changed.clear()
        waits = [asyncio.ensure_future(self._changed.wait())]
        if self._call.over:
            timeout = min(timeout, UNREAD)  # the words of what was said last may be none
        else:
            waits.append(asyncio.ensure_future(self._call.gone.wait()))
        try:
            await asyncio.wait(waits, timeout=max(timeout, TICK), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _listen(self, playing: Playing) -> None:
        if playing not in self._sounds[-20:]:
            self._sounds.append(playing)
        self._changed.set()


def _began(playing: Playing) -> int:
    """Return when a sound began: words of a stream are known later than what was said after them."""
    return playing.start


def _words(playing: Playing) -> list[tuple[str, float]]:
    """Return a sound's words and when each is spoken out, as far as it was not cut off."""
    spoken = playing.end - playing.start
    ends = _ends(playing.sound.text, len(playing.sound.ulaw))
    return [(word, (playing.start + end) / RATE) for word, end in ends if end <= spoken + 1]


@lru_cache(4096)
def _ends(text: str, samples: int) -> tuple[tuple[str, float], ...]:
    """Return a sound's words, and the sample at which each is spoken out."""
    return tuple((match.group(), match.end() / len(text) * samples) for match in re.finditer(r"\S+", text))
