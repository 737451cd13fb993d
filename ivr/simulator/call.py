"""One leg of a call: who, its state, its two directions of sound, its keys."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ivr.simulator.account import Account, Hooks
from ivr.simulator.audio.track import Track
from ivr.simulator.delivery import Delivery
from ivr.simulator.web.cookies import Jar
from ivr.simulator.web.fetch import Attempt

if TYPE_CHECKING:
    from ivr.simulator.hearing import VoiceListener
    from ivr.simulator.machine import Machine
    from ivr.simulator.media.stream import MediaStream
    from ivr.simulator.recorder import Recorder

API_VERSION = "2010-04-01"
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
SIP_CODES = {"completed": "200", "busy": "486", "no-answer": "487", "canceled": "487", "failed": "500"}
"""What the other side's network said last, by how a call ended."""


@dataclass(frozen=True)
class Parties:
    """Who calls whom, and which way: inbound, outbound-api or outbound-dial."""

    caller: str
    called: str
    direction: str
    parent: str = ""
    forwarded_from: str = ""
    caller_name: str = ""


@dataclass(frozen=True)
class Notification:
    """An error (level 0) or a warning (level 1) of Twilio about a call."""

    sid: str
    code: int
    level: int
    message: str
    url: str
    at: datetime


@dataclass(frozen=True)
class Asking:
    """One request a call made to its app, and when."""

    attempt: Attempt
    at: datetime


@dataclass(eq=False)
class Call:
    """A leg; `said` is what its person says, `heard` what its person hears.

    `parameters` came with the call to a Client or in a SIP address, for the phone that rings.
    """

    sid: str
    account: Account
    parties: Parties
    hooks: Hooks
    created: datetime
    said: Track
    heard: Track
    status: str = "queued"
    started: datetime | None = None
    ended: datetime | None = None
    answered_by: str = ""
    machine_answers: bool = False
    parameters: dict[str, str] = field(default_factory=dict)
    jar: Jar = field(default_factory=Jar)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    notifications: list[Notification] = field(default_factory=list)
    askings: list[Asking] = field(default_factory=list)
    streams: dict[str, "MediaStream"] = field(default_factory=dict)
    recorders: dict[str, "Recorder"] = field(default_factory=dict)
    machine: "Machine | None" = None
    sequence: int = 0
    delivery: Delivery | None = None
    waiting_callback: asyncio.Event | None = None
    extra: dict[str, str] = field(default_factory=dict)
    voice_listeners: list["VoiceListener"] = field(default_factory=list)
    _listeners: list[asyncio.Queue[str]] = field(default_factory=list)
    key_taps: list[Callable[[str], None]] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether the call has ended, however."""
        return self.status in OVER

    @property
    def duration(self) -> int:
        """Seconds from answer to end; 0 while it lasts."""
        return round((self.ended - self.started).total_seconds()) if self.started and self.ended else 0

    @property
    def number_sid(self) -> str:
        """The SID of our number that was called; empty where that is not ours."""
        number = self.account.numbers.get(self.parties.called)
        return number.sid if number and self.parties.direction == "inbound" else ""

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[str]]:
        """Give the keys pressed from now on; keys nobody listens to are lost, as on the phone."""
        keys: asyncio.Queue[str] = asyncio.Queue()
        self._listeners.append(keys)
        try:
            yield keys
        finally:
            self._listeners.remove(keys)

    def key(self, key: str) -> bool:
        """Pass one pressed key on; False when nobody was listening."""
        for tap in tuple(self.key_taps):
            tap(key)
        for listener in self._listeners:
            listener.put_nowait(key)
        return bool(self._listeners or self.key_taps)

    def form(self) -> list[tuple[str, str]]:
        """Return the parameters every voice webhook carries."""
        parties = self.parties
        always = {
            "CallSid": self.sid,
            "AccountSid": self.account.sid,
            "From": parties.caller,
            "To": parties.called,
            "Caller": parties.caller,
            "Called": parties.called,
            "CallStatus": self.status,
            "ApiVersion": API_VERSION,
            "Direction": parties.direction,
        }
        sometimes = {
            "ForwardedFrom": parties.forwarded_from,
            "CallerName": parties.caller_name,
            "ParentCallSid": parties.parent,
            "AnsweredBy": self.answered_by,
        }
        return list({**always, **self.extra, **{name: value for name, value in sometimes.items() if value}}.items())
