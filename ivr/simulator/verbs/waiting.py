"""What a caller in a queue hears: the waitUrl's documents, and a whisper before the bridge."""

import asyncio

from ivr.simulator.audio import tones
from ivr.simulator.engine.queues import Member, Queue
from ivr.simulator.engine.steps import End, Goto, Left
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.web.signature import Form

WAIT_VERBS = frozenset({"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"})
WHISPER_VERBS = frozenset({"Play", "Say", "Pause", "Redirect"})
SHORTEST = 1.0
MUSIC = "music"


class Waiting:
    """Repeats the waitUrl until the caller leaves."""

    def __init__(self, verb: Verb, machine: Machine, queue: Queue, member: Member) -> None:
        self._verb = verb
        self._machine = machine
        self._queue = queue
        self._member = member
        self._inner = machine.narrowed(WAIT_VERBS)
        self._inner.loader.params = self._params

    async def wait(self) -> End | Left:
        """Wait; returns how the caller left by the waitUrl's documents (End: they were hung up)."""
        url = self._verb.get("waitUrl") if self._verb.has("waitUrl") else MUSIC
        return await repeat(self._machine, url, self._verb.get("waitUrlMethod"), self._inner)

    def _params(self) -> Form:
        now = self._machine.call.now()
        members = self._queue.members
        position = members.index(self._member) + 1 if self._member in members else 0
        return [
            ("QueuePosition", str(position)),
            ("QueueSid", self._queue.sid),
            ("QueueTime", str(round(now - self._member.since))),
            ("AvgQueueTime", str(self._queue.average_wait(now))),
            ("CurrentQueueSize", str(len(members))),
            ("MaxQueueSize", str(self._queue.max_size)),
        ]


async def repeat(machine: Machine, url: str, method: str, inner: Machine | None = None) -> End | Left:
    """Play a waitUrl's documents again and again; `music` is Twilio's own, an empty URL is silence."""
    if not url.strip():
        await asyncio.Event().wait()
    inner = inner or machine.narrowed(WAIT_VERBS)
    goto = None if url == MUSIC else Goto(machine.loader.absolute(url), method.upper())
    while True:
        started = machine.call.now()
        ending = await (_music(machine) if goto is None else inner.run(goto))
        if isinstance(ending, End | Left):
            return ending
        await asyncio.sleep(max(SHORTEST - (machine.call.now() - started), 0))


async def _music(machine: Machine) -> None:
    await machine.play(tones.music(), "Play")


async def whisper(machine: Machine, queue: Queue, member: Member) -> None:
    """Let the caller hear what <Queue url> says before the bridge."""
    goto = member.taken.result()
    if goto is None:
        return
    inner = machine.narrowed(WHISPER_VERBS)
    waited = str(round(machine.call.now() - member.since))
    inner.loader.params = lambda: [("QueueSid", queue.sid), ("QueueTime", waited)]
    await inner.run(goto)
