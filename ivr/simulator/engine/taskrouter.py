"""TaskRouter's part of an exchange: a workspace with its workers, tasks that wait for them, reservations of both."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.queues import Member
from ivr.simulator.engine.sids import Sids

SECONDS_TO_DECIDE = 120.0
"""How long a reservation stays pending, where the workflow says nothing else (Twilio's default)."""


@dataclass(frozen=True)
class WorkerOrder:
    """A worker as a scenario names them: attributes such as `contact_uri` are the app's own."""

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    available: bool = True


@dataclass(frozen=True)
class WorkspaceOrder:
    """A workspace with one workflow for all: whom it asks about a reservation, and how long it waits."""

    assignment: str
    workers: tuple[WorkerOrder, ...] = ()
    seconds: float = SECONDS_TO_DECIDE


@dataclass(eq=False)
class Worker:
    """Somebody who takes tasks; `busy` while one is reserved or theirs."""

    sid: str
    name: str
    attributes: dict[str, Any]
    available: bool = True
    busy: bool = False


@dataclass(eq=False)
class Task:
    """A caller who waits for a worker; `status` is pending, reserved, assigned, completed or canceled."""

    sid: str
    workflow: str
    attributes: dict[str, Any]
    priority: int
    member: Member
    since: float
    status: str = "pending"


@dataclass(eq=False)
class Reservation:
    """A task kept for a worker: `status` is pending, accepted, rejected, timeout, canceled or completed.

    `told` is what the app decides by REST; a callback's answer decides too. `leg` is the worker's call.
    """

    sid: str
    task: Task
    worker: Worker
    created: float
    status: str = "pending"
    leg: Call | None = None
    told: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    def settle(self, status: str) -> None:
        """Decide it; what is decided stays so."""
        if self.status == "pending":
            self.status = status
            self.settled.set()


class Workspace:
    """The workers of an account, in the order in which they are asked, and the tasks and reservations of theirs."""

    def __init__(self, sids: Sids, assignment: Hook, seconds: float) -> None:
        self.sid = sids.new("WS")
        self.queue_sid = sids.new("WQ")
        self.assignment = assignment
        self.seconds = seconds
        self.workers: list[Worker] = []
        self.tasks: dict[str, Task] = {}
        self.reservations: dict[str, Reservation] = {}
        self._sids = sids
        self._freed = asyncio.Event()

    def add(self, order: WorkerOrder) -> Worker:
        """Let somebody work here."""
        worker = Worker(self._sids.new("WK"), order.name, order.attributes, order.available)
        self.workers.append(worker)
        return worker

    async def reserve(self, task: Task, now: float) -> Reservation:
        """Wait for a free worker, whoever was asked longest ago, and reserve them for a task."""
        while not (free := [worker for worker in self.workers if worker.available and not worker.busy]):
            self._freed.clear()
            await self._freed.wait()
        worker = free[0]
        worker.busy = True
        self.workers.remove(worker)
        self.workers.append(worker)
        made = Reservation(self._sids.new("WR"), task, worker, now)
        self.reservations[made.sid] = made
        return made

    def free(self, worker: Worker) -> None:
        """Let a worker take the next task."""
        worker.busy = False
        self._freed.set()
