"""Conferences: everybody hears everybody, as far as mute, hold and coaching allow."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ivr.simulator.audio import tones
from ivr.simulator.audio.track import Patch, Track
from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.recordings import ActiveRecording

EVENTS = {
    "conference-start": "start",
    "conference-end": "end",
    "participant-join": "join",
    "participant-leave": "leave",
    "participant-mute": "mute",
    "participant-unmute": "mute",
    "participant-hold": "hold",
    "participant-unhold": "hold",
    "participant-modify": "modify",
    "announcement-end": "announcement",
}


@dataclass(eq=False)
class Participant:
    """A call in a conference, and what it may do there."""

    call: Call
    muted: bool = False
    hold: bool = False
    starts: bool = True
    ends: bool = False
    coach: str = ""
    label: str = ""
    beep: str = "true"
    hold_hook: Hook | None = None
    joined: datetime | None = None
    left: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Watcher:
    """Who is told about a conference, and about which of its events."""

    hook: Hook
    events: frozenset[str]


Report = Callable[["Conference", str, Participant | None], None]


@dataclass(eq=False)
class Conference:
    """A conference: `in-progress` once two are in it and one of them may start it.

    `mixed` is the sound of all, as it is recorded; `last` the call its last event was about.
    """

    sid: str
    account_sid: str
    name: str
    created: datetime
    mixed: Track
    report: Report
    status: str = "init"
    most: int = 250
    sequence: int = 0
    watcher: Watcher | None = None
    last: Call | None = None
    participants: list[Participant] = field(default_factory=list)
    recorders: dict[str, ActiveRecording] = field(default_factory=dict)
    reason: str = ""
    ended_by: str = ""
    started: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    _wires: dict[tuple[Track, Track], Patch] = field(default_factory=dict)

    def join(self, participant: Participant) -> None:
        """Let somebody in; the conference starts when two are there and one of them may start it."""
        self.participants.append(participant)
        self.report(self, "participant-join", participant)
        if not self.started.is_set() and len(self.participants) > 1 and any(each.starts for each in self.participants):
            self.status = "in-progress"
            self.started.set()
            self.report(self, "conference-start", None)
        if participant.beep in ("true", "onEnter"):
            self._beep(participant)
        self.rewire()

    def leave(self, participant: Participant, way: str = "left") -> None:
        """Let somebody out (`left` or `kicked`); it ends with the last, or with one whose leaving ends it."""
        if participant not in self.participants:
            return
        self.participants.remove(participant)
        participant.left.set()
        self.report(self, "participant-leave", participant)
        if participant.beep in ("true", "onExit"):
            self._beep(participant)
        self.rewire()
        if participant.ends:
            self.end(f"participant-with-end-conference-on-exit-{way}", participant.call.sid)
        elif not self.participants:
            self.end(f"last-participant-{way}", participant.call.sid)

    def end(self, reason: str, call: str = "") -> None:
        """End it for all; `call` is the SID of whose leaving ended it."""
        if self.status == "completed":
            return
        self.status, self.reason, self.ended_by = "completed", reason, call
        self.ended.set()
        for participant in tuple(self.participants):
            self.leave(participant)
        self.report(self, "conference-end", None)

    def find(self, name: str) -> Participant | None:
        """Return the participant of a call SID or a label."""
        return next((each for each in self.participants if name in (each.call.sid, each.label)), None)

    def rewire(self) -> None:
        """Connect who should hear whom now, and nobody else."""
        wanted = self._wanted()
        for pair in [pair for pair in self._wires if pair not in wanted]:
            pair[0].unpatch(self._wires.pop(pair))
        for pair in wanted:
            if pair not in self._wires:
                self._wires[pair] = pair[0].patch(pair[1])

    def _wanted(self) -> dict[tuple[Track, Track], None]:
        """Return pairs of a track that hears and a track that is heard, in a fixed order."""
        if not self.started.is_set() or self.status == "completed":
            return {}
        talking = [each for each in self.participants if not each.hold]
        speaking = [each for each in talking if not each.muted]
        pairs = {(self.mixed, each.call.said): None for each in speaking}
        for listener in talking:
            heard = [each for each in speaking if each is not listener and each.coach in ("", listener.call.sid)]
            pairs.update({(listener.call.heard, each.call.said): None for each in heard})
        return pairs

    def _beep(self, about: Participant) -> None:
        for participant in self.participants:
            if participant is not about and self.started.is_set():
                participant.call.heard.play(tones.beep())
