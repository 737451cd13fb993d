"""What an app says through a two-way stream, in the log and in what the caller has heard.

Event `prompt` (text `[stream]`) tells when it begins to speak, event `spoken` when it is done: how long, and its words
where a recogniser is attached; without one `[stream 2.3 s]` stands for them.
"""

from collections.abc import Callable

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.sound import Sound
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.services import Recognise
from ivr.simulator.media.utterances import BEFORE, Line, follow

STEP = 0.04
LANGUAGE = "en-US"


class AppSpeech:
    """Listens to what one stream plays; `read` gives the stream's samples between two positions of the line."""

    def __init__(
        self, call: Call, read: Callable[[int, int], bytes], over: Callable[[], bool], recognise: Recognise | None
    ) -> None:
        self._call = call
        self._read = read
        self._over = over
        self._recognise = recognise
        self._speaking = False

    async def listen(self) -> None:
        """Listen until the stream or the call is over."""
        try:
            await follow(Line(self._call.heard.position, self._read, self._over), self._began, self._said, STEP)
        finally:
            self._call.unread -= self._speaking
            self._speaking = False

    def _began(self, before: int, now: int) -> bool:
        self._speaking = True
        self._call.unread += 1
        self._call.log("prompt", text="[stream]", seconds=0.0, verb="Stream")
        return True

    async def _said(self, start: int, end: int, seconds: float) -> None:
        samples = self._read(start, end)
        text, confidence = await self._recognise(samples, LANGUAGE, ()) if self._recognise else ("", 0.0)
        sure = {"confidence": round(confidence, 3)} if text else {}
        text = text or f"[stream {seconds:.1f} s]"
        self._call.log("spoken", text=text, seconds=seconds, **sure)
        self._speaking = False
        self._call.unread -= 1
        loud = min(start + round(BEFORE * mulaw.RATE), end - 1)  # no word is older than the key it answers
        self._call.heard.play(Sound(text, mulaw.silence(end - loud), known=False), loud)
