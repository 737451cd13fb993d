"""Decide how a call's speech travels: over a media stream, by recordings, or not at all.

A stream that is lost is started once more; then speech is recorded, then only keys are left. The status of a stream
is a row of the database, because the process that sees the stream and the one that answers the webhook may be on
different hosts.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from ivr.dialog.instructions import Await, Ending, Hangup, Listen, LookUpRequest

Mode = Literal["stream", "record", "keys"]
Status = Literal["", "starting", "open", "speaking", "stopped", "lost", "refused", "full"]
"""`refused`: there is no model; `full`: the gateway had no room for one more stream."""

START_PATIENCE = timedelta(seconds=2)
SPEAKING_PATIENCE = timedelta(seconds=6)  # without a word of it from the gateway, nobody speaks any more
ONE_MORE_TRY = 1
PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=2)
"""How long a call goes by keys at least when there is no room for its speech; each time twice as long."""


@dataclass(frozen=True)
class Stream:
    """The call's media stream as the database knows it."""

    name: str
    status: str
    at: datetime | None

    def is_lost(self, now: datetime) -> bool:
        """Return whether it ended, or never came."""
        never_came = self.status == "starting" and self._older_than(START_PATIENCE, now)
        return self.status == "lost" or never_came

    def is_speaking(self, now: datetime) -> bool:
        """Return whether the caller is speaking, or what was said is still being understood."""
        return self.status == "speaking" and not self._older_than(SPEAKING_PATIENCE, now)

    def next_name(self) -> str:
        """Return a name that this call has not used."""
        number = int(self.name.rpartition("-")[2] or 0)
        return f"asr-{number + 1}"

    def _older_than(self, patience: timedelta, now: datetime) -> bool:
        return self.at is None or now - self.at > patience


@dataclass(frozen=True)
class Transport:
    """How speech travels from here on, and how many streams were lost on the way.

    `lost_words` are the utterances in a row that got lost on our side. While there is no room for the caller, speech
    is paused: by keys, at least until `paused_until`, the `pauses`-th time in the call.
    """

    mode: Mode = "stream"
    losses: int = 0
    lost_words: int = 0
    pauses: int = 0
    paused_until: datetime | None = None

    @property
    def is_paused(self) -> bool:
        """Return whether the call goes by keys only until there is room again."""
        return self.paused_until is not None

    def paused(self, now: datetime) -> "Transport":
        """Return the transport while there is no room."""
        pause = min(LONGEST_PAUSE, PAUSE * 2**self.pauses)
        return replace(self, mode="keys", lost_words=0, pauses=self.pauses + 1, paused_until=now + pause)

    def may_resume(self, now: datetime) -> bool:
        """Return whether it is time to ask for room again."""
        return self.paused_until is not None and now >= self.paused_until

    def resumed(self) -> "Transport":
        """Return the transport once there is room."""
        return replace(self, mode="stream", paused_until=None)

    def after_lost_speech(self, now: datetime) -> "Transport":
        """Return the transport after an utterance that got lost: one more try, then keys until there is room."""
        if self.mode != "stream":
            return self
        return replace(self, lost_words=self.lost_words + 1) if self.lost_words < ONE_MORE_TRY else self.paused(now)

    def after(self, stream: Stream, now: datetime) -> "Transport":
        """Return the transport after what became of the stream."""
        if self.mode == "stream" and stream.status == "refused":
            return replace(self, mode="keys")
        if self.mode == "stream" and stream.status == "full":
            return self.paused(now)
        if self.mode == "stream" and stream.is_lost(now):
            return replace(self, mode="stream" if self.losses < ONE_MORE_TRY else "record", losses=self.losses + 1)
        return self


BY_STREAM = Transport()


@dataclass(frozen=True)
class Change:
    """What a document does to the stream: start one, stop one, and the status to note (None: nothing new)."""

    start: str = ""
    stop: str = ""
    note: tuple[str, Status] | None = None


NO_CHANGE = Change()


def change(transport: Transport, stream: Stream, ending: Ending, now: datetime) -> Change:
    """Return what the document with this ending must do to the stream.

    It is stopped before a transfer (an agent's talk is not ours to hear) and where speech is switched off, and started
    before the prompt, because its first half second is not heard.
    """
    if isinstance(ending, Hangup | LookUpRequest | Await):
        return NO_CHANGE
    wanted = isinstance(ending, Listen) and ending.speech and transport.mode == "stream"
    alive = stream.status in ("starting", "open", "speaking") and not stream.is_lost(now)
    if wanted and not alive:
        name = stream.next_name()
        return Change(start=name, note=(name, "starting"))
    if not wanted and alive:
        return Change(stop=stream.name, note=(stream.name, "stopped"))
    if not wanted and stream.status == "lost" and transport.mode == "stream":
        return Change(note=(stream.name, "stopped"))
    return NO_CHANGE
