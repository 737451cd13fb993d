"""<Enqueue workflowSid>: TaskRouter reserves a worker, asks the app by its assignment callback, and does what it says.

| instruction | what happens |
|---|---|
| accept, reject | the reservation is so |
| dequeue (to, from, timeout) | the worker's phone (`contact_uri`) rings; who answers talks with the caller |
| call (url, to, from, timeout, accept) | the worker's phone rings and hears `url`, which fetches the caller |
| redirect (call_sid, url, accept) | the call goes to another document |
| conference (to, from, timeout, end_conference_on_exit) | who answers meets the caller in a conference |
| none | the app decides by REST (Reservations), else the reservation times out and the worker is no longer available |

A document fetches the caller by `<Dial><Queue reservationSid>`. A worker who does not answer, or rejects, is asked
again after the others. A task ends with its caller's wait; its own timeout is not kept.
"""

import asyncio
import json
from typing import Any

from ivr.simulator.engine.clock import iso8601
from ivr.simulator.engine.queues import Member, Queue
from ivr.simulator.engine.taskrouter import Reservation, Task, Workspace
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs import task_instructions
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.web.fetch import FetchError

BETWEEN = 1.0
"""Seconds from one refusal to the next reservation."""


class TaskRouting:
    """Routes one caller's task until a worker has them, or they leave."""

    _work: asyncio.Task[None]

    def __init__(self, verb: Verb, machine: Machine, workspace: Workspace, member: Member, queue: Queue) -> None:
        self._machine = machine
        self._workspace = workspace
        self._queue = queue
        self._member = member
        self._reservation: Reservation | None = None
        self._task = _new_task(verb, machine, member)
        workspace.tasks[self._task.sid] = self._task

    def start(self) -> None:
        """Begin to look for a worker, beside the caller's wait."""
        self._work = self._machine.exchange.spawn(self._routed())

    def end(self) -> None:
        """The caller's wait is over; a task that no worker has taken is canceled."""
        if self._reservation is None or self._reservation.status not in ("accepted", "completed"):
            self._work.cancel()
            self._become("canceled")

    async def _routed(self) -> None:
        """Reserve one worker after the other until one takes the task, and is done with it."""
        while True:
            reservation = await self._workspace.reserve(self._task, self._machine.call.now())
            self._reservation = reservation
            try:
                self._become("reserved")
                await self._decide(reservation)
                if reservation.status == "accepted":
                    self._become("assigned")
                    await self._worked(reservation)
                    return
            finally:
                reservation.settle("canceled")
                self._workspace.free(reservation.worker)
            self._become("pending")
            await asyncio.sleep(BETWEEN)

    async def _worked(self, reservation: Reservation) -> None:
        """Wait until the worker's call is over, or the caller's wait where there is none."""
        await (reservation.leg.gone if reservation.leg else self._member.left).wait()
        reservation.status = "completed"
        self._become("completed")

    async def _decide(self, reservation: Reservation) -> None:
        """Ask the app, do what it says, and go on till the reservation is settled or its time is over."""
        answer = await self._asked(reservation)
        deadline = self._machine.call.now() + self._workspace.seconds
        while reservation.status == "pending":
            if answer:
                await task_instructions.follow(answer, self._machine, self._queue, reservation)
            if reservation.status == "pending":
                answer = await self._told(reservation, deadline - self._machine.call.now())

    async def _told(self, reservation: Reservation, seconds: float) -> dict[str, Any]:
        """Wait for what REST or a <Queue> says; time running out is the worker's timeout."""
        waits = [asyncio.ensure_future(reservation.told.get()), asyncio.ensure_future(reservation.settled.wait())]
        try:
            done, _ = await asyncio.wait(waits, timeout=max(seconds, 0), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        if not done:
            reservation.worker.available = False
            reservation.settle("timeout")
        return waits[0].result() if waits[0] in done else {}  # type: ignore[return-value]

    async def _asked(self, reservation: Reservation) -> dict[str, Any]:
        call, hook = self._machine.call, self._workspace.assignment
        try:
            reply = await call.fetch(hook.method, hook.url, self._form(reservation))
            answer = json.loads(reply.body or b"{}")
        except FetchError as error:
            call.notify(error.code, str(error), error.url)
        except ValueError:
            call.notify(12300, "the assignment callback's answer is no JSON", hook.url)
        else:
            return answer if isinstance(answer, dict) else {}
        return {}

    def _form(self, reservation: Reservation) -> list[tuple[str, str]]:
        task, worker, call = reservation.task, reservation.worker, self._machine.call
        form = {
            "AccountSid": call.account.sid,
            "WorkspaceSid": self._workspace.sid,
            "WorkflowSid": task.workflow,
            "TaskQueueSid": self._workspace.queue_sid,
            "WorkerSid": worker.sid,
            "WorkerName": worker.name,
            "WorkerAttributes": json.dumps(worker.attributes),
            "TaskSid": task.sid,
            "TaskAge": str(round(call.now() - task.since)),
            "TaskPriority": str(task.priority),
            "TaskAttributes": json.dumps(task.attributes),
            "ReservationSid": reservation.sid,
            "Timestamp": iso8601(call.date()),
        }
        return list(form.items())

    def _become(self, status: str) -> None:
        self._task.status, kept = status, self._reservation
        about = {"worker": kept.worker.name, "reservation": kept.status} if kept else {}
        self._machine.call.log("task", task=self._task.sid, state=status, **about)


def _new_task(verb: Verb, machine: Machine, member: Member) -> Task:
    call, nouns = machine.call, verb.nested("Task")
    try:
        given = json.loads(nouns[0].text) if nouns and nouns[0].text else {}
    except ValueError:
        given = None
    if not isinstance(given, dict):
        machine.call.notify(12200, "<Task> is no JSON object: its attributes are left out", machine.loader.base)
        given = {}
    own = {
        "from": call.parties.caller,
        "to": call.parties.called,
        "caller": call.parties.caller,
        "called": call.parties.called,
        "call_sid": call.sid,
        "account_sid": call.account.sid,
        "call_status": call.status,
        "direction": call.parties.direction,
    }
    priority = nouns[0].get("priority") if nouns else ""
    number = int(priority) if priority.isdecimal() else 0
    return Task(call.new_sid("WT"), verb.get("workflowSid"), {**own, **given}, number, member, call.now())
