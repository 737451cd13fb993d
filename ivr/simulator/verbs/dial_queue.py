"""<Dial><Queue>: fetch the first caller of a queue, waiting for one if it is empty.

| attribute | values | default |
|---|---|---|
| url, method | document the fetched caller hears first | none, POST |

| reservationSid | the caller of TaskRouter's reservation instead, which is accepted by it | none |

A queue that does not exist is an error status; an empty one is waited at for the Dial's timeout.
"""

import asyncio

from ivr.simulator.engine.bridge import bridged, first
from ivr.simulator.engine.queues import Member, Queue
from ivr.simulator.engine.steps import Goto
from ivr.simulator.engine.taskrouter import Reservation
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.dial_recording import DialRecording
from ivr.simulator.verbs.dial_result import DialResult, star_pressed
from ivr.simulator.verbs.machine import Machine


async def dial(verb: Verb, machine: Machine, result: DialResult, recording: DialRecording) -> None:
    """Fetch a caller and talk until either side leaves."""
    noun = verb.nested("Queue")[0]
    reservation = _reserved(noun, machine)
    name = reservation.task.workflow if reservation else noun.text
    queue = machine.exchange.find_queue(machine.call.account, name)
    if queue is None:
        result.status = "failed"
        machine.call.notify(14212, f"no queue named {noun.text!r}", machine.loader.base)
        return
    member = await _fetched(verb, machine, noun, queue, reservation)
    if member is None:
        return
    try:
        await first(member.ready, member.call.gone)
        if member.ready.cancelled() or not member.ready.done():
            return
        result.status, result.bridged, result.started = "completed", True, machine.call.now()
        recording.start("answer")
        await _talked(verb, machine, member)
    finally:
        member.released.set()


async def _talked(verb: Verb, machine: Machine, member: Member) -> None:
    with bridged(machine.call, member.call), machine.call.listening() as keys:
        star = asyncio.ensure_future(star_pressed(verb, keys))
        try:
            await first(member.call.gone, member.left, machine.call.gone, star, timeout=verb.number("timeLimit"))
        finally:
            star.cancel()


def _reserved(noun: Verb, machine: Machine) -> Reservation | None:
    workspace = machine.exchange.workspace
    return workspace.reservations.get(noun.get("reservationSid")) if workspace else None


async def _fetched(
    verb: Verb, machine: Machine, noun: Verb, queue: Queue, reservation: Reservation | None
) -> Member | None:
    whisper = None
    if noun.has("url"):
        extra = [("DequeingCallSid", machine.call.sid)]
        whisper = Goto(machine.loader.absolute(noun.get("url")), noun.get("method").upper(), extra)
    if reservation is not None:
        if reservation.task.member not in queue.members:
            return None
        reservation.leg = machine.call
        reservation.settle("accepted")
        return queue.fetch(reservation.task.member, whisper)
    try:
        return await asyncio.wait_for(queue.take(whisper), verb.number("timeout"))
    except TimeoutError:
        return None
