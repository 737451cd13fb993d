"""The telephone exchange: every account, call and queue, and what happens to them."""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.audio import files
from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.track import Track
from ivr.simulator.engine.account import Account, Hook, Hooks
from ivr.simulator.engine.call import Call, CallContext, Execution, SentRequest
from ivr.simulator.engine.clock import Clock
from ivr.simulator.engine.conferences import Conference, Participant
from ivr.simulator.engine.events import Log
from ivr.simulator.engine.geo import geo
from ivr.simulator.engine.pace import Pace
from ivr.simulator.engine.parties import Parties
from ivr.simulator.engine.registry import Registry
from ivr.simulator.engine.services import Behaviour, Services, UsesServices
from ivr.simulator.engine.sids import Sids, call_token
from ivr.simulator.engine.steps import End, Goto, Source
from ivr.simulator.web.fetch import AppRequest, Attempt, Fetcher, Reply
from ivr.simulator.web.signature import Form

ATTESTED = "TN-Validation-Passed-A"

Execute = Callable[["Exchange", Call], Execution]
CallBack = Callable[["Exchange", Call, Hook, dict[str, Any]], None]


class Exchange(Registry, UsesServices):
    """Holds the state of the simulated telephone company; lives in one event loop.

    `execute` makes what runs a call's documents, `call_back` sends a callback: both stand above the engine
    and are passed in (`assembly.py`).
    """

    def __init__(
        self,
        services: Services,
        execute: Execute,
        call_back: CallBack,
        clock: Clock | None = None,
        behaviour: Behaviour | None = None,
    ) -> None:
        clock = clock or Clock()
        Registry.__init__(self, clock, Sids(services.random))
        UsesServices.__init__(self, services)
        self.behaviour = behaviour or Behaviour()
        self.log = Log(clock)
        self.pace = Pace(clock, self.behaviour.calls_a_second)
        self.emit = self.log.emit
        self.settle = self.tasks.settle
        self._execute = execute
        self._context = CallContext(
            clock,
            self.log,
            self.tasks,
            self.sids,
            self._fetch,
            partial(call_back, self),
            self.open_socket,
            self.spoken,
        )
        self._sounds: dict[tuple[str, str], Sound] = {}
        self._fetchers: dict[str, Fetcher] = {}

    def now(self) -> float:
        """Return the seconds since the start."""
        return self.clock.now()

    def date(self) -> datetime:
        """Return the date of this moment."""
        return self.clock.date()

    def spawn(self, work: Coroutine[Any, Any, None], call: Call | None = None) -> asyncio.Task[None]:
        """Run something beside everything else, for a call or for none."""
        return self.tasks.spawn(work, call.sid if call else "")

    def new_call(self, account: Account, parties: Parties, hooks: Hooks) -> Call:
        """Return a new leg, queued."""
        said, heard = Track(self.clock.now), Track(self.clock.now)
        call = Call(self.sids.new("CA"), account, parties, hooks, self.date(), said, heard, self._context)
        call.delivery = self.calls[parties.parent].delivery if parties.parent in self.calls else None
        call.extra = {**geo(parties.caller, parties.called), **self.behaviour.parameters}
        self.calls[call.sid] = call
        return call

    def place(self, account: Account, caller: str, called: str) -> Call:
        """Let somebody outside dial one of the account's numbers."""
        call = self.dial(account, caller, called, account.numbers[called].voice_hooks())
        call.extra.setdefault("StirVerstat", ATTESTED)
        return call

    def dial(self, account: Account, caller: str, called: str, hooks: Hooks) -> Call:
        """Let somebody call the app at these hooks, whatever is dialled."""
        call = self.new_call(account, Parties(caller, called, "inbound"), hooks)
        self.become(call, "ringing")
        assert hooks.voice is not None
        self.run(call, Goto(hooks.voice.url, hooks.voice.method, [("CallToken", call_token(call.sid))]))
        return call

    def run(self, call: Call, source: Source) -> asyncio.Task[None]:
        """Start executing a call's documents."""
        call.machine = self._execute(self, call)
        return self.spawn(self._lived(call, call.machine, source), call)

    def redirect(self, call: Call, source: Source) -> None:
        """Interrupt a live call with another document; a dialled leg leaves its bridge for it."""
        if call.machine is not None and call.machine.busy:
            call.machine.update(source)
        else:
            call.moved.set()
            self.run(call, source)

    def become(self, call: Call, status: str) -> None:
        """Move a call to its next status, and report it."""
        call.status = status
        details = {"from": call.parties.caller, "to": call.parties.called, "direction": call.parties.direction}
        call.log("call", status=status, **details)

    def answer(self, call: Call) -> None:
        """Pick up a ringing call; nothing happens to one already answered."""
        if call.started is None and not call.over:
            call.started = self.clock.date()
            self.become(call, "in-progress")
            call.answered.set()

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
        for stream in (*call.streams.values(), *call.transcriptions.values()):
            stream.stop()
        if call.machine is not None:
            call.machine.stop()

    async def _fetch(self, call: Call, method: str, url: str, form: Form) -> Reply:
        def told(attempt: Attempt) -> None:
            call.requests.append(SentRequest(attempt, self.date()))
            call.log("webhook", **attempt.details())

        return await self.fetcher(call.account).fetch(AppRequest(method, url, form, call.jar, told))

    def fetcher(self, account: Account) -> Fetcher:
        """Return the fetcher that signs with an account's token."""
        if account.sid not in self._fetchers:
            self._fetchers[account.sid] = Fetcher(self.transport, account.signing, self.sids.token, self.clock.now)
        return self._fetchers[account.sid]

    async def sound_at(self, call: Call, url: str) -> Sound:
        """Return the sound of an audio file; FetchError or NotAudio where there is none."""
        reply = await call.fetch("GET", url, [])
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
        sid, mixed = self.sids.new("CF"), Track(self.clock.now)
        made = Conference(sid, account.sid, name, self.date(), mixed, self._conference_event)
        self.conferences[sid] = made
        return made, True

    def asks_interrupted_gather(self) -> bool:
        """Decide whether the action of a Gather that a live update interrupts is asked too."""
        choice = self.behaviour.interrupted_gather
        return choice == "discard" or (choice == "random" and self.random.random() < 0.5)

    async def close(self) -> None:
        """End every call, finish what is owed to apps, let go of connections."""
        for call in tuple(self.calls.values()):
            self.hang_up(call, "completed" if call.started else "canceled")
        await self.settle(5.0)
        await self.close_connections()

    def _conference_event(self, conference: Conference, event: str, about: Participant | None) -> None:
        call = about.call if about else conference.last
        conference.last = call
        details = {"conference": conference.name, "sid": conference.sid, "state": event}
        participant = {"participant": about.call.sid} if about else {}
        self.emit("conference", call.sid if call else "", **details, **participant)

    async def _lived(self, call: Call, machine: Execution, source: Source) -> None:
        try:
            ending = await machine.conduct(source)
            self.hang_up(call, ending.status if isinstance(ending, End) else "completed")
            await machine.epilogue("hangup")
        except Exception as error:  # a fault of the simulator must be seen, not hang the call
            call.log("fault", error=repr(error))
            self.hang_up(call, "failed")
            raise
