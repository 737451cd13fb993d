"""A live transcription: what is said and heard on a call, told to the app while it is being said.

The words of the inbound track are the caller's: those of a typed `say` or a sound file's, else the recogniser's. Those
of the outbound track are what the caller hears: prompts, and who they talk with.
"""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.track import Playing, Track
from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.clock import iso8601

TRACKS = {
    "inbound_track": ("inbound_track",),
    "outbound_track": ("outbound_track",),
    "both_tracks": ("inbound_track", "outbound_track"),
}
CONFIDENCE = 0.92
"""Of words that are known."""
EVERY = 1.0


@dataclass(frozen=True)
class TranscriptionOrder:
    """What to transcribe, and who is told; `settings` are repeated in the first callback."""

    name: str
    hook: Hook | None
    track: str = "both_tracks"
    language: str = "en-US"
    partial: bool = False
    hints: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)


class LiveTranscription:
    """Transcribes one call until it is stopped or the call ends."""

    def __init__(self, call: Call, order: TranscriptionOrder, recognising: bool) -> None:
        self._call = call
        self._order = order
        self._recognising = recognising
        self._going_on: dict[int, _Speech] = {}
        self._sequence = 0
        self._stopped = False
        self.sid = call.new_sid("GT")
        self.name = order.name or self.sid
        self.language = order.language
        self.hints = order.hints

    def start(self) -> None:
        """Begin, and tell the app so."""
        call, tracks = self._call, TRACKS[self._order.track]
        call.transcriptions[self.name] = self
        if "inbound_track" in tracks:
            call.said.listeners.append(self._heard_inbound)
            call.voice_listeners.insert(0, self)  # a <Gather> behind it says which words are likely
        if "outbound_track" in tracks:
            call.heard.listeners.append(self._heard_outbound)
        self._tell("transcription-started", {"Track": self._order.track, **self._order.settings})

    def stop(self) -> None:
        """End it, and tell the app so; once."""
        if self._stopped:
            return
        for speech in tuple(self._going_on.values()):
            self._finish(speech.playing)
        self._stopped = True
        call = self._call
        call.transcriptions.pop(self.name, None)
        for track, listener in ((call.said, self._heard_inbound), (call.heard, self._heard_outbound)):
            if listener in track.listeners:
                track.listeners.remove(listener)
        if self in call.voice_listeners:
            call.voice_listeners.remove(self)
        self._tell("transcription-stopped", {})

    def began(self) -> None:
        """Take note that the caller has begun to speak."""

    def said(self, text: str, confidence: float) -> None:
        """Tell what the recogniser heard of the caller; empty for a noise."""
        if text:
            self._content("inbound_track", text, confidence)

    def _heard_inbound(self, playing: Playing) -> None:
        if playing.sound.known or not self._recognising:
            self._follow("inbound_track", self._call.said, playing)

    def _heard_outbound(self, playing: Playing) -> None:
        self._follow("outbound_track", self._call.heard, playing)

    def _follow(self, name: str, track: Track, playing: Playing) -> None:
        """Follow a sound that begins; one that is being followed was cut off."""
        if playing.number in self._going_on:
            self._finish(playing)
        elif playing.sound.words and playing.end > track.position():
            self._going_on[playing.number] = _Speech(name, track, playing)
            self._call.spawn(self._followed(self._going_on[playing.number]))

    async def _followed(self, speech: "_Speech") -> None:
        """Tell the words of a sound when it is over; where asked, each second the words so far."""
        while (left := speech.left()) > 0:
            await asyncio.sleep(min(left, EVERY) if self._order.partial else left)
            if self._order.partial and speech.left() > 0:
                self._content(speech.name, speech.words(), final=False)
        self._finish(speech.playing)

    def _finish(self, playing: Playing) -> None:
        speech = self._going_on.pop(playing.number, None)
        if speech is not None:
            self._content(speech.name, speech.words())

    def _content(self, track: str, text: str, confidence: float = CONFIDENCE, final: bool = True) -> None:
        if self._stopped or not text:
            return
        data = {"transcript": text, "confidence": round(confidence, 4)} if final else {"transcript": text}
        more = {"Final": str(final).lower(), **({} if final else {"Stability": "0.9"})}
        self._tell(
            "transcription-content",
            {"LanguageCode": self.language, "Track": track, "TranscriptionData": json.dumps(data), **more},
        )

    def _tell(self, event: str, details: dict[str, Any]) -> None:
        self._sequence += 1
        self._call.log("transcription", name=self.name, state=event.partition("-")[2], **_shown(details))
        if self._order.hook is None:
            return
        form = {
            "AccountSid": self._call.account.sid,
            "CallSid": self._call.sid,
            "TranscriptionSid": self.sid,
            "TranscriptionEvent": event,
            "SequenceId": self._sequence,
            "Timestamp": iso8601(self._call.date()),
            **details,
        }
        self._call.call_back(self._order.hook, form)


@dataclass(frozen=True)
class _Speech:
    """A sound of words that is being heard on a track."""

    name: str
    track: Track
    playing: Playing

    def left(self) -> float:
        """Return the seconds until it is over."""
        return (self.playing.end - self.track.position()) / mulaw.RATE

    def words(self) -> str:
        """Return the words that are spoken by now."""
        text, till = self.playing.sound.text, min(self.track.position(), self.playing.end)
        letters = round(len(text) * min((till - self.playing.start) / max(len(self.playing.sound.ulaw), 1), 1.0))
        return text if letters >= len(text) else text[: letters + 1].rpartition(" ")[0]


def _shown(details: dict[str, Any]) -> dict[str, Any]:
    if "TranscriptionData" not in details:
        return {}
    return {
        "track": details["Track"],
        "final": details["Final"] == "true",
        "text": json.loads(details["TranscriptionData"])["transcript"],
    }
