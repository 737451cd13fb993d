"""Recordings: what a call's tracks carried between two moments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ivr.simulator.account import Hook
from ivr.simulator.audio import files, mulaw
from ivr.simulator.callbacks import call_back
from ivr.simulator.clock import rfc2822

if TYPE_CHECKING:
    from ivr.simulator.call import Call
    from ivr.simulator.conferences import Conference
    from ivr.simulator.exchange import Exchange

QUIET = 60.0


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
class Order:
    """How to record: why, which channels, what is cut off, who is told about which events."""

    source: str
    dual: bool = False
    track: str = "inbound"
    trim: bool = False
    hook: Hook | None = None
    events: tuple[str, ...] = ("completed",)


class Recorder:
    """Records a call from now on until `finish`."""

    def __init__(self, exchange: "Exchange", call: "Call", order: Order, room: "Conference | None" = None) -> None:
        self._exchange = exchange
        self._call = call
        self._order = order
        self._room = room
        self._first = call.said.position()
        self._finished: Callable[[], None] | None = None
        sid = exchange.sids.new("RE")
        url = f"{exchange.api_url}/2010-04-01/Accounts/{call.account.sid}/Recordings/{sid}"
        self.recording = Recording(sid, call.account.sid, call.sid, order.source, url, exchange.clock.date())
        exchange.recordings[sid] = self.recording
        if room is None:
            call.recorders[sid] = self
        else:
            self.recording.conference_sid = room.sid
            exchange.spawn(self._till_the_end(room))
        self._tell("in-progress")

    def finish(self) -> Recording:
        """Stop recording; a second time changes nothing."""
        self._call.recorders.pop(self.recording.sid, None)
        if self.recording.status == "in-progress":
            self.recording.channels = self._heard()
            self.recording.status = "completed" if self.recording.seconds else "absent"
            details = {"seconds": self.recording.seconds, "status": self.recording.status}
            self._exchange.log.emit("recording", self._call.sid, sid=self.recording.sid, **details)
            self._tell(self.recording.status)
        return self.recording

    async def _till_the_end(self, room: "Conference") -> None:
        await room.ended.wait()
        self.finish()

    def _heard(self) -> tuple[bytes, ...]:
        said, heard = self._call.said, self._call.heard
        first, last = self._first, said.position()
        match self._order.track:
            case "room" if self._room is not None:
                channels: tuple[bytes, ...] = (self._room.room.read(first, last),)
            case "both" if self._order.dual:
                channels = (said.read(first, last), heard.read(first, last))
            case "both":
                channels = (mulaw.mix(said.read(first, last), heard.read(first, last)),)
            case "outbound":
                channels = (heard.read(first, last),)
            case _:
                channels = (said.read(first, last),)
        return _trimmed(channels) if self._order.trim else channels

    def _tell(self, event: str) -> None:
        order = self._order
        if order.hook is None or event not in order.events:
            return
        form = {
            "AccountSid": self._call.account.sid,
            "CallSid": self._call.sid,
            "RecordingSid": self.recording.sid,
            "RecordingUrl": self.recording.url,
            "RecordingStatus": event,
            "RecordingDuration": self.recording.seconds,
            "RecordingChannels": 2 if order.dual else 1,
            "RecordingStartTime": rfc2822(self.recording.started),
            "RecordingSource": order.source,
            "RecordingTrack": order.track,
            **({"ConferenceSid": self.recording.conference_sid} if self._room else {}),
        }
        call_back(self._exchange, self._call, order.hook, form)


def _trimmed(channels: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Cut the silence at both ends, in steps of 20 ms."""
    step = 160
    loud = [
        start
        for start in range(0, len(channels[0]), step)
        if any(mulaw.loudness(channel[start : start + step]) > QUIET for channel in channels)
    ]
    if not loud:
        return tuple(b"" for _ in channels)
    return tuple(channel[loud[0] : loud[-1] + step] for channel in channels)
