"""<Enqueue>: wait in a queue, hearing the waitUrl's documents again and again, until somebody comes.

| attribute | values | default |
|---|---|---|
| action, method | URL; GET, POST | none: the next verb follows |
| waitUrl, waitUrlMethod | URL (empty: silence); GET, POST | music, POST |
| maxQueueSize | 1 to 5000 | 1000 |
| workflowSid, <Task> | a task for workers (`task_routing.py`); without workers a queue of that name | none |

The action hears QueueResult (bridged, hangup, leave, redirected, redirected-from-bridged, queue-full),
QueueSid and QueueTime (the wait, without the talk): at once for leave and REST, when the bridge ends for a caller
who was fetched.
"""

import asyncio

from ivr.simulator.engine.bridge import first
from ivr.simulator.engine.queues import Member, Queue
from ivr.simulator.engine.steps import End, Goto, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.task_routing import TaskRouting
from ivr.simulator.verbs.waiting import Waiting, whisper


async def perform(verb: Verb, machine: Machine) -> Next:
    """Wait in the queue, then talk to who fetched the caller."""
    exchange, name = machine.exchange, queue_name(verb)
    if not 1 <= len(name) <= 64:
        machine.call.notify(14205 if name else 14204, "a queue's name has 1 to 64 letters", "")
        return _left(verb, machine, "error", "", 0.0)
    queue = exchange.queue(machine.call.account, name)
    if len(queue.members) >= min(queue.max_size, verb.number("maxQueueSize")):
        return _left(verb, machine, "queue-full", queue.sid, 0.0)
    member = Member(machine.call, exchange.now(), exchange.date(), len(queue.members) + 1)
    with machine.if_interrupted(lambda reason: _owed(verb, machine, queue, member, reason)):
        result = await _queued(verb, machine, queue, member)
    if isinstance(result, End):
        return result
    return _left(verb, machine, result, queue.sid, member.waited(exchange.now()))


def queue_name(verb: Verb) -> str:
    """Return the queue's name; one that a workflow (TaskRouter's) chooses has the workflow's SID as its name here."""
    return verb.text or verb.get("workflowSid")


async def _queued(verb: Verb, machine: Machine, queue: Queue, member: Member) -> str | End:
    queue.join(member)
    machine.call.log("queue", queue=queue.name, state="joined")
    routing = _routing(verb, machine, queue, member)
    try:
        left = await _waited(verb, machine, queue, member)
        if left is not None:
            return left
        member.fetched = machine.call.now()
        await whisper(machine, queue, member)
        member.bridged = True
        if not member.ready.done():
            member.ready.set_result(True)
        await member.released.wait()
        return "bridged"
    finally:
        queue.leave(member)
        member.ready.cancel()
        member.left.set()
        machine.call.log("queue", queue=queue.name, state="left")
        if routing is not None:
            routing.end()


def _routing(verb: Verb, machine: Machine, queue: Queue, member: Member) -> TaskRouting | None:
    """Let TaskRouter look for a worker, where the verb names a workflow and there are workers."""
    workspace = machine.exchange.workspace
    if workspace is None or not verb.has("workflowSid"):
        return None
    routing = TaskRouting(verb, machine, workspace, member, queue)
    routing.start()
    return routing


async def _waited(verb: Verb, machine: Machine, queue: Queue, member: Member) -> str | End | None:
    """Wait; None when the caller was fetched, else why they left."""
    waiting = asyncio.ensure_future(Waiting(verb, machine, queue, member).wait())
    try:
        await first(waiting, member.taken)
        if member.taken.done():
            return None
        ending = waiting.result()
        return ending if isinstance(ending, End) else "leave"
    finally:
        waiting.cancel()


def _owed(verb: Verb, machine: Machine, queue: Queue, member: Member, reason: str) -> Goto | None:
    result = "redirected-from-bridged" if reason == "redirected" and member.bridged else reason
    result = "bridged" if reason == "hangup" and member.bridged else result
    return _left(verb, machine, result, queue.sid, member.waited(machine.call.now()))


def _left(verb: Verb, machine: Machine, result: str, sid: str, seconds: float) -> Goto | None:
    machine.call.log("queue", queue=queue_name(verb), state="result", result=result)
    if not verb.has("action"):
        return None
    return machine.action(verb, {"QueueResult": result, "QueueSid": sid, "QueueTime": str(round(seconds))})
