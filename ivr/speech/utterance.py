"""One utterance while it is spoken: its sound from the pre-roll on, and how long the caller has been silent."""

import asyncio
from collections.abc import Callable
from math import inf

from ivr.speech.mulaw import RATE
from ivr.speech.voice import FRAME, FRAME_SECONDS


class Utterance:
    """Sound that grows frame by frame; coroutines wait on it for a pause, for more speech or for silence to last."""

    def __init__(self, preroll: bytes, at: float, max_seconds: float) -> None:
        self.at = at
        self.speech_seconds = 0.0
        self.silence = 0.0
        self.longest_pause = 0.0
        self.discarded = False
        self._sound = bytearray(preroll)
        self._max_bytes = int(max_seconds * RATE)
        self._grown = asyncio.Event()

    @property
    def clip(self) -> bytes:
        """Return the sound so far."""
        return bytes(self._sound)

    @property
    def full(self) -> bool:
        """Return whether the utterance is as long as one may be, or will get no more sound."""
        return len(self._sound) >= self._max_bytes

    def add(self, frame: bytes, voiced: bool) -> None:
        """Take the next frame."""
        self._sound += frame
        if voiced:
            self.longest_pause = max(self.longest_pause, self.silence)
        self.silence = 0.0 if voiced else self.silence + FRAME_SECONDS
        self.speech_seconds += FRAME_SECONDS if voiced else 0.0

    def tell(self) -> None:
        """Wake whoever waits; called once after each burst of frames."""
        self._grown.set()

    def limit(self, seconds: float) -> None:
        """Let the utterance be no longer than this."""
        self._max_bytes = min(self._max_bytes, int(seconds * RATE))

    def end(self) -> None:
        """Let nobody wait any longer: the stream is over."""
        self._max_bytes = 0
        self.tell()

    async def speech_lasts(self, seconds: float) -> bool:
        """Return True when there is so much speech, False when the utterance became full before."""
        return await self._until(lambda: self.speech_seconds >= seconds)

    async def pauses(self, seconds: float, within: float = inf) -> None:
        """Return when the caller has been silent so long (or may say no more), or `within` so many seconds of sound."""
        longest = len(self._sound) + within * RATE
        await self._until(lambda: self.silence >= seconds or len(self._sound) >= longest)

    async def silence_lasts(self, seconds: float, since: int) -> bool:
        """Return True when silence has lasted so long, False as soon as voice came after `since` bytes of sound."""
        await self._until(lambda: self.silence >= seconds or self.voice_since(since))
        return not self.voice_since(since) or self.full

    def voice_since(self, length: int) -> bool:
        """Return whether there was voice after so many bytes of sound."""
        return len(self._sound) - self.silence / FRAME_SECONDS * FRAME > length + FRAME / 2

    async def _until(self, condition: Callable[[], bool]) -> bool:
        while not condition():
            if self.full:
                return False
            self._grown.clear()
            await self._grown.wait()
        return True
