"""Recording: hears a call's tracks, or a conference, from one moment till another."""

from dataclasses import dataclass

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.track import Track
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.clock import rfc2822
from ivr.simulator.engine.conferences import Conference
from ivr.simulator.engine.recordings import Order, Recording
from ivr.simulator.engine.registry import Registry

QUIET = 60.0


@dataclass
class Span:
    """A stretch of a recording, in samples; one that is not heard is a pause that stays in it as silence."""

    first: int
    last: int | None = None
    heard: bool = True


class Recorder:
    """Records a call from now on until `finish`, with pauses."""

    def __init__(self, books: Registry, call: Call, order: Order, conference: Conference | None = None) -> None:
        self._call = call
        self._order = order
        self._conference = conference
        self._spans = [Span(call.said.position())]
        sid = call.new_sid("RE")
        url = f"{books.api_url}/2010-04-01/Accounts/{call.account.sid}/Recordings/{sid}"
        self.recording = Recording(sid, call.account.sid, call.sid, order.source, url, call.date())
        self.recording.track, self.recording.dual = order.track, order.dual and order.track == "both"
        books.recordings[sid] = self.recording
        if conference is None:
            call.recorders[sid] = self
        else:
            self.recording.conference_sid = conference.sid
            conference.recorders[sid] = self
            books.tasks.spawn(self._till_the_end(conference))
        self._tell("in-progress")

    def finish(self) -> Recording:
        """Stop recording; a second time changes nothing."""
        for recorders in (self._call.recorders, self._conference.recorders if self._conference else {}):
            recorders.pop(self.recording.sid, None)
        if self.recording.status in ("in-progress", "paused"):
            self.recording.channels = self._heard()
            self.recording.status = "completed" if self.recording.seconds else "absent"
            details = {"seconds": self.recording.seconds, "status": self.recording.status}
            self._call.log("recording", sid=self.recording.sid, **details)
            self._tell(self.recording.status)
        return self.recording

    def pause(self, skip: bool) -> None:
        """Hear nothing for now: left out of the recording (`skip`), or silence in it."""
        if self.recording.status == "in-progress":
            self.recording.status = "paused"
            now = self._call.said.position()
            self._spans[-1].last = now
            if not skip:
                self._spans.append(Span(now, heard=False))

    def resume(self) -> None:
        """Record again after a pause."""
        if self.recording.status == "paused":
            self.recording.status = "in-progress"
            now = self._call.said.position()
            self._spans[-1].last = self._spans[-1].last or now
            self._spans.append(Span(now))

    async def _till_the_end(self, conference: Conference) -> None:
        await conference.ended.wait()
        self.finish()

    def _heard(self) -> tuple[bytes, ...]:
        now = self._call.said.position()
        parts = [self._part(span, span.last if span.last is not None else now) for span in self._spans]
        channels = tuple(b"".join(pieces) for pieces in zip(*parts, strict=True))
        return _trimmed(channels) if self._order.trim else channels

    def _part(self, span: Span, last: int) -> tuple[bytes, ...]:
        tracks, first = self._tracks(), span.first
        if not span.heard:
            return (mulaw.silence(last - first),) * (2 if self.recording.dual else 1)
        sounds = [track.read(first, last) for track in tracks]
        return tuple(sounds) if self.recording.dual or len(sounds) == 1 else (mulaw.mix(*sounds),)

    def _tracks(self) -> list[Track]:
        said, heard = self._call.said, self._call.heard
        mixed = [self._conference.mixed] if self._conference is not None else [said, heard]
        return {"mixed": mixed, "both": [said, heard], "outbound": [heard]}.get(self._order.track, [said])

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
            "RecordingChannels": self.recording.channel_count,
            "RecordingStartTime": rfc2822(self.recording.started),
            "RecordingSource": order.source,
            **({"ConferenceSid": self._conference.sid} if self._conference else {"RecordingTrack": order.track}),
        }
        self._call.call_back(order.hook, form)


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
