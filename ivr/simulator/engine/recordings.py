"""Recordings: what a call's tracks carried between two moments."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ivr.simulator.audio import files, mulaw
from ivr.simulator.engine.account import Hook


@dataclass
class Recording:
    """A recording of a call: `absent` when there was nothing to hear."""

    sid: str
    account_sid: str
    call_sid: str
    source: str
    url: str
    started: datetime
    channels: tuple[bytes, ...] = ()
    status: str = "in-progress"
    conference_sid: str = ""
    track: str = "inbound"
    dual: bool = False

    @property
    def channel_count(self) -> int:
        """Return how many channels it has."""
        return 2 if self.dual else 1

    @property
    def seconds(self) -> int:
        """Return its length."""
        return round(len(self.channels[0]) / mulaw.RATE) if self.channels else 0

    def wav(self) -> bytes:
        """Return it as a WAV file."""
        return files.wav(*self.channels)

    def mp3(self) -> bytes:
        """Return it as an MP3 file."""
        return files.mp3(*self.channels)


@dataclass(frozen=True)
class Transcription:
    """The words of a recording; none where it failed."""

    sid: str
    recording: Recording
    text: str
    created: datetime

    @property
    def status(self) -> str:
        """Return whether there are words."""
        return "completed" if self.text else "failed"


@dataclass(frozen=True)
class Order:
    """How to record: why, which channels, what is cut off, who is told about which events."""

    source: str
    dual: bool = False
    track: str = "inbound"
    trim: bool = False
    hook: Hook | None = None
    events: tuple[str, ...] = ("completed",)


class ActiveRecording(Protocol):
    """A recording that is being made."""

    recording: Recording

    def finish(self) -> Recording:
        """Stop recording; a second time changes nothing."""

    def pause(self, skip: bool) -> None:
        """Record nothing for now."""

    def resume(self) -> None:
        """Record again after a pause."""


class Fields(Protocol):
    """The fields of a REST request."""

    def get(self, name: str, default: str = "") -> str:
        """Return a field's value."""

    def all(self, name: str) -> list[str]:
        """Return every value of a field."""


def recording_order(fields: Fields, source: str) -> Order:
    """Return what the recording fields of a REST request ask for."""
    url = fields.get("RecordingStatusCallback")
    events = [word for value in fields.all("RecordingStatusCallbackEvent") for word in value.split()]
    return Order(
        source,
        dual=fields.get("RecordingChannels") == "dual",
        track=fields.get("RecordingTrack", "both"),
        trim=fields.get("Trim") == "trim-silence",
        hook=Hook(url, fields.get("RecordingStatusCallbackMethod", "POST").upper()) if url else None,
        events=tuple(events) or ("completed",),
    )
