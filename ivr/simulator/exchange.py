"""The telephone exchange: every account, call and queue, and what happens to them."""

import asyncio
import hashlib
from dataclasses import dataclass, field, replace
from random import Random
from urllib.parse import urlsplit

from ivr.simulator.account import Account, Hooks
from ivr.simulator.audio import files
from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.track import Track
from ivr.simulator.audio.voice import Voice
from ivr.simulator.call import Asking, Call, Notification, Parties
from ivr.simulator.callbacks import report_status
from ivr.simulator.clock import Clock
from ivr.simulator.conference_reports import Reporter
from ivr.simulator.conferences import Conference
from ivr.simulator.delivery import Delivery
from ivr.simulator.events import Log
from ivr.simulator.geo import geo
from ivr.simulator.hearing import Hearing, Recognise
from ivr.simulator.machine import Machine
from ivr.simulator.media.socket import Connector
from ivr.simulator.pace import Pace
from ivr.simulator.registry import Registry
from ivr.simulator.sids import Sids, call_token
from ivr.simulator.steps import End, Goto, Source
from ivr.simulator.tasks import Tasks
from ivr.simulator.web.fetch import Attempt, Errand, Fetcher, Reply
from ivr.simulator.web.signature import Form
from ivr.simulator.web.transport import Transport

ATTESTED = "TN-Validation-Passed-A"


@dataclass(frozen=True)
class Outside:
    """What the exchange reaches the world with: HTTP, WebSockets, a voice, chance, and perhaps a recogniser."""

    transport: Transport
    connector: Connector
    voice: Voice
    random: Random
    recognise: Recognise | None = None


@dataclass(frozen=True)
class Manners:
    """Where Twilio's behaviour is undocumented or a matter of luck: choose.

    `interrupted_gather`: is the action of a Gather or Record asked when a live update
    interrupts it? `never`, `discard` (asked, its reply ignored) or `random`.
    `parameters` are added to every voice webhook, or take the place of a geo parameter.
    `delivery` is how callbacks travel; a call may have its own. Of the calls the app places, at most
    `calls_a_second` begin, the others stay queued; 0 is no limit.
    """

    interrupted_gather: str = "never"
    parameters: dict[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)
    calls_a_second: float = 0.0


class Exchange(Registry):
    """Holds the state of the simulated telephone company; lives in one event loop."""

    def __init__(self, outside: Outside, clock: Clock | None = None, manners: Manners | None = None) -> None:
        clock = clock or Clock()
        super().__init__(clock, Sids(outside.random))
        self.outside = outside
        self.manners = manners or Manners()
        self.log = Log(clock)
        self.tasks = Tasks(clock)
        self.pace = Pace(clock, self.manners.calls_a_second)
        self.api_url = "http://127.0.0.1"
        self.spawn = self.tasks.spawn
        self.settle = self.tasks.settle
        self._sounds: dict[tuple[str, str], Sound] = {}
        self._fetchers: dict[str, Fetcher] = {}

    def new_call(self, account: Account, parties: Parties, hooks: Hooks) -> Call:
        """Return a new leg, queued."""
        said, heard = Track(self.clock.now), Track(self.clock.now)
        call = Call(self.sids.new("CA"), account, parties, hooks, self.clock.date(), said, heard)
        call.delivery = self.calls[parties.parent].delivery if parties.parent in self.calls else None
        call.extra = {**geo(parties.caller, parties.called), **self.manners.parameters}
        self.calls[call.sid] = call
        return call

    def place(self, account: Account, caller: str, called: str) -> Call:
        """Let somebody outside dial one of the account's numbers."""
        hooks = account.numbers[called].voice_hooks()
        call = self.new_call(account, Parties(caller, called, "inbound"), hooks)
        call.extra.setdefault("StirVerstat", ATTESTED)
        self.become(call, "ringing")
        assert hooks.voice is not None
        self.run(call, Goto(hooks.voice.url, hooks.voice.method, [("CallToken", call_token(call.sid))]))
        return call

    def run(self, call: Call, source: Source) -> asyncio.Task[None]:
        """Start executing a call's documents."""
        call.machine = Machine(self, call)
        return self.spawn(self._lived(call, call.machine, source), call)

    def redirect(self, call: Call, source: Source) -> None:
        """Interrupt a live call with another document; a dialled leg leaves its bridge for it."""
        if call.machine is not None and call.machine.busy:
            call.machine.update(source)
        else:
            call.moved.set()
            self.run(call, source)

    def become(self, call: Call, status: str) -> None:
        """Move a call to its next status and tell the app's status callback."""
        call.status = status
        details = {"from": call.parties.caller, "to": call.parties.called, "direction": call.parties.direction}
        self.log.emit("call", call.sid, status=status, **details)
        report_status(self, call)

    def answer(self, call: Call) -> None:
        """Pick up a ringing call; nothing happens to one already answered."""
        if call.started is None and not call.over:
            call.started = self.clock.date()
            self.become(call, "in-progress")
            call.answered.set()
            if self.outside.recognise is not None:
                self.spawn(Hearing(self, call, self.outside.recognise).listen(), call)

    def hang_up(self, call: Call, status: str = "completed") -> None:
        """End a call; nothing happens to one already over."""
        if call.over:
            return
        call.ended = self.clock.date()
        if call.status == "queued":  # nobody was told of it yet
            call.hooks = replace(call.hooks, status=None)
        self.become(call, status if call.started is None or status == "completed" else "completed")
        call.gone.set()
        for recorder in tuple(call.recorders.values()):
            recorder.finish()
        for stream in tuple(call.streams.values()):
            stream.stop()
        if call.machine is not None:
            call.machine.stop()

    async def fetch(self, call: Call, method: str, url: str, form: Form) -> Reply:
        """Ask the app something about a call; FetchError where it doesn't answer well."""

        def told(attempt: Attempt) -> None:
            call.askings.append(Asking(attempt, self.clock.date()))
            self.log.emit("webhook", call.sid, **attempt.details())

        return await self.fetcher(call.account).fetch(Errand(method, url, form, call.jar, told))

    def fetcher(self, account: Account) -> Fetcher:
        """Return the fetcher that signs with an account's token."""
        if account.sid not in self._fetchers:
            self._fetchers[account.sid] = Fetcher(
                self.outside.transport, account.signing, self.sids.token, self.clock.now
            )
        return self._fetchers[account.sid]

    async def sound_at(self, call: Call, url: str) -> Sound:
        """Return the sound of an audio file; FetchError or NotAudio where there is none."""
        reply = await self.fetch(call, "GET", url, [])
        name = urlsplit(reply.url).path.rsplit("/", 1)[-1] or "audio"
        key = (name, hashlib.sha256(reply.body).hexdigest())
        if key not in self._sounds:
            self._sounds[key] = files.read(reply.body, name)
        return self._sounds[key]

    def conference(self, account: Account, name: str) -> tuple[Conference, bool]:
        """Return the account's live conference of that name, and whether it was made just now."""
        for found in self.conferences.values():
            if (found.account_sid, found.name) == (account.sid, name) and found.status != "completed":
                return found, False
        sid, room = self.sids.new("CF"), Track(self.clock.now)
        made = Conference(sid, account.sid, name, self.clock.date(), room, Reporter(self).tell)
        self.conferences[sid] = made
        return made, True

    def asks_interrupted_gather(self) -> bool:
        """Decide whether the action of a Gather that a live update interrupts is asked too."""
        manner = self.manners.interrupted_gather
        return manner == "discard" or (manner == "random" and self.outside.random.random() < 0.5)

    def notify(self, call: Call, code: int, message: str, url: str, level: int = 1) -> None:
        """Keep a notification about a call: level 0 an error, 1 a warning."""
        notification = Notification(self.sids.new("NO"), code, level, message, url, self.clock.date())
        call.notifications.append(notification)
        kind = "warning" if level else "error"
        self.log.emit("notification", call.sid, code=code, level=kind, message=message, url=url)

    async def close(self) -> None:
        """End every call, finish what is owed to apps, let go of connections."""
        for call in tuple(self.calls.values()):
            self.hang_up(call, "completed" if call.started else "canceled")
        await self.settle(5.0)
        await self.outside.transport.close()
        await self.outside.connector.close()

    async def _lived(self, call: Call, machine: Machine, source: Source) -> None:
        try:
            ending = await machine.conduct(source)
            self.hang_up(call, ending.status if isinstance(ending, End) else "completed")
            await machine.epilogue("hangup")
        except Exception as error:  # a fault of the simulator must be seen, not hang the call
            self.log.emit("fault", call.sid, error=repr(error))
            self.hang_up(call, "failed")
            raise
