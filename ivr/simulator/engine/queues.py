"""Queues of callers: first in, first out."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from ivr.simulator.engine.call import Call
from ivr.simulator.engine.steps import Goto


@dataclass(eq=False)
class Member:
    """A caller in a queue: `taken` when somebody fetches them, `ready` after their whisper,
    `released` when the other side goes, `left` when they go."""

    call: Call
    since: float
    date: datetime
    position: int
    taken: asyncio.Future[Goto | None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    ready: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    released: asyncio.Event = field(default_factory=asyncio.Event)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    bridged: bool = False
    fetched: float | None = None

    def waited(self, now: float) -> float:
        """Return how long the caller waited, until they were fetched or until now."""
        return (now if self.fetched is None else self.fetched) - self.since


@dataclass(eq=False)
class Queue:
    """A queue of one account; made on demand by its name."""

    sid: str
    account_sid: str
    name: str
    created: datetime
    max_size: int = 1000
    members: list[Member] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def join(self, member: Member) -> None:
        """Put a caller at the end."""
        self.members.append(member)
        self._changed.set()

    def leave(self, member: Member) -> None:
        """Take a caller out, wherever they stand."""
        if member in self.members:
            self.members.remove(member)

    async def take(self, whisper: Goto | None) -> Member:
        """Wait for the first caller and fetch them; `whisper` is what they hear before the bridge."""
        while not self.members:
            self._changed.clear()
            await self._changed.wait()
        return self.fetch(self.members[0], whisper)

    def fetch(self, member: Member, whisper: Goto | None) -> Member:
        """Fetch one who waits; `whisper` is what they hear before the bridge."""
        self.leave(member)
        member.taken.set_result(whisper)
        return member

    def average_wait(self, now: float) -> int:
        """Return how long those in the queue have waited, on average, in seconds."""
        waits = [now - member.since for member in self.members]
        return round(sum(waits) / len(waits)) if waits else 0
