"""One leg of a call: who, its state, its two directions of sound, its keys."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.track import Track
from ivr.simulator.audio.voice import SAY
from ivr.simulator.engine.account import Account, Hook, Hooks
from ivr.simulator.engine.clock import Clock
from ivr.simulator.engine.delivery import Delivery
from ivr.simulator.engine.events import Log
from ivr.simulator.engine.parties import API_VERSION, OVER, Parties
from ivr.simulator.engine.recordings import ActiveRecording
from ivr.simulator.engine.sids import Sids
from ivr.simulator.engine.steps import Next, Source
from ivr.simulator.engine.tasks import Tasks
from ivr.simulator.web.cookies import Jar
from ivr.simulator.web.fetch import Attempt, Reply
from ivr.simulator.web.signature import Form
from ivr.simulator.web.sockets import Socket, SocketError

CONNECT_SECONDS = 10.0


class Execution(Protocol):
    """What runs a call's documents."""

    @property
    def busy(self) -> bool:
        """Whether documents are being executed: a live update then goes there."""

    async def conduct(self, source: Source) -> Next:
        """Run documents till the call's end."""

    def update(self, source: Source) -> None:
        """Drop the current document and go on with another."""

    def stop(self) -> None:
        """Drop the current document."""

    async def epilogue(self, reason: str) -> None:
        """Make the request that an interrupted verb owes."""


class Stream(Protocol):
    """A running stream, or transcription, of a call's sound."""

    sid: str
    name: str

    def stop(self) -> None:
        """End it."""


class VoiceListener(Protocol):
    """Who wants to know what a caller says, in which language, with which likely words."""

    language: str
    hints: tuple[str, ...]

    def began(self) -> None:
        """Take note that the caller has begun to speak."""

    def said(self, text: str, confidence: float) -> None:
        """Take what it was; empty for a noise."""


@dataclass(frozen=True)
class CallContext:
    """What a call has of its exchange: time, log, background work, the ways to its app, and a voice."""

    clock: Clock
    events: Log
    tasks: Tasks
    sids: Sids
    fetch: "Callable[[Call, str, str, Form], Awaitable[Reply]]"
    call_back: "Callable[[Call, Hook, dict[str, Any]], None]"
    open_socket: Callable[[str, Mapping[str, str]], Awaitable[Socket]]
    spoken: Callable[[str, float], Awaitable[Sound]]


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
class SentRequest:
    """One request a call made to its app, and when."""

    attempt: Attempt
    at: datetime


@dataclass(eq=False)
class Call:
    """A leg; `said` is what its person says, `heard` what its person hears.

    `context` is what it has of its exchange, `unread` how many spells of the app's speech may still get their words.
    `parameters` came with the call to a Client or in a SIP address,
    for the phone that rings.
    """

    sid: str
    account: Account
    parties: Parties
    hooks: Hooks
    created: datetime
    said: Track
    heard: Track
    context: CallContext
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
    requests: list[SentRequest] = field(default_factory=list)
    streams: dict[str, Stream] = field(default_factory=dict)
    payments: list[dict[str, str]] = field(default_factory=list)
    transcriptions: dict[str, Stream] = field(default_factory=dict)
    recorders: dict[str, ActiveRecording] = field(default_factory=dict)
    machine: Execution | None = None
    sequence: int = 0
    unread: int = 0
    delivery: Delivery | None = None
    waiting_callback: asyncio.Event | None = None
    extra: dict[str, str] = field(default_factory=dict)
    voice_listeners: list[VoiceListener] = field(default_factory=list)
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

    def log(self, name: str, /, **details: Any) -> None:
        """Report an event of this call."""
        self.context.events.emit(name, self.sid, **details)

    def now(self) -> float:
        """Return the seconds since the simulator started."""
        return self.context.clock.now()

    def date(self) -> datetime:
        """Return the date of this moment."""
        return self.context.clock.date()

    def new_sid(self, prefix: str) -> str:
        """Return a new SID."""
        return self.context.sids.new(prefix)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something beside the call."""
        return self.context.tasks.spawn(work, self.sid)

    async def fetch(self, method: str, url: str, form: Form) -> Reply:
        """Ask the app something about this call; FetchError where it doesn't answer well."""
        return await self.context.fetch(self, method, url, form)

    async def open_socket(self, url: str, agent: str) -> Socket:
        """Return a WebSocket to the app, signed; SocketError where none opens within ten seconds."""
        headers = {**self.account.signing(url), "User-Agent": agent}
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                return await self.context.open_socket(url, headers)
        except TimeoutError as error:
            raise SocketError(31901, "no connection in time") from error

    async def say(self, text: str) -> Sound:
        """Return words in the voice of <Say>."""
        return await self.context.spoken(text, SAY)

    def call_back(self, hook: Hook, form: dict[str, Any]) -> None:
        """Send a callback beside the call."""
        self.context.call_back(self, hook, form)

    def notify(self, code: int, message: str, url: str = "", level: int = 1) -> None:
        """Keep a notification about this call: level 0 an error, 1 a warning."""
        self.notifications.append(Notification(self.new_sid("NO"), code, level, message, url, self.date()))
        self.log("notification", code=code, level="warning" if level else "error", message=message, url=url)

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
