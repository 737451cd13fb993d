"""What an app may answer about a reservation, each instruction done."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.engine.bridge import bridged, first
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.legs import reach
from ivr.simulator.engine.numbers import e164
from ivr.simulator.engine.parties import Parties
from ivr.simulator.engine.queues import Queue
from ivr.simulator.engine.steps import Goto, Inline
from ivr.simulator.engine.taskrouter import Reservation
from ivr.simulator.verbs.machine import Machine

RINGS = 60.0


async def follow(answer: Mapping[str, Any], machine: Machine, queue: Queue, reservation: Reservation) -> None:
    """Do what an app says; an instruction that can't be done is a warning, and the reservation stays as it is."""
    match answer.get("instruction"):
        case "accept":
            reservation.settle("accepted")
        case "reject":
            reservation.worker.available = not answer.get("activity_sid")
            reservation.settle("rejected")
        case "dequeue":
            await _dequeued(answer, machine, queue, reservation)
        case "call":
            await _called(answer, machine, reservation)
        case "redirect":
            _redirected(answer, machine, reservation)
        case "conference":
            await _met(answer, machine, reservation)
        case other:
            machine.call.notify(12200, f"no instruction {other!r} for a reservation", _base(machine))


async def _dequeued(answer: Mapping[str, Any], machine: Machine, queue: Queue, reservation: Reservation) -> None:
    """Ring the worker, and let who answers talk with the caller."""
    leg = await _answered(answer, machine, reservation)
    if leg is None:
        return
    member = reservation.task.member
    if member.taken.done() or member.left.is_set():
        machine.exchange.hang_up(leg)
        return
    reservation.settle("accepted")
    queue.fetch(member, None)
    machine.exchange.spawn(_talked(machine, leg, reservation), leg)


async def _talked(machine: Machine, leg: Call, reservation: Reservation) -> None:
    member = reservation.task.member
    try:
        await first(member.ready, member.left)
        with bridged(member.call, leg):
            await first(leg.gone, leg.moved, member.left, member.call.gone)
    finally:
        member.released.set()
        if not leg.moved.is_set():
            machine.exchange.hang_up(leg)


async def _called(answer: Mapping[str, Any], machine: Machine, reservation: Reservation) -> None:
    """Ring the worker, who hears the app's document."""
    if not answer.get("url"):
        machine.call.notify(12200, "the instruction call has no url", _base(machine))
        return
    leg = await _answered(answer, machine, reservation)
    if leg is not None:
        if _yes(answer.get("accept")):
            reservation.settle("accepted")
        machine.exchange.run(leg, Goto(urljoin(_base(machine), str(answer["url"]))))


def _redirected(answer: Mapping[str, Any], machine: Machine, reservation: Reservation) -> None:
    """Send a call, by default the caller's, to another document."""
    call = machine.exchange.calls.get(str(answer.get("call_sid") or machine.call.sid))
    if call is None or call.over or not answer.get("url"):
        machine.call.notify(12200, "the instruction redirect needs a live call_sid and a url", _base(machine))
        return
    if _yes(answer.get("accept")):
        reservation.settle("accepted")
    machine.exchange.redirect(call, Goto(urljoin(_base(machine), str(answer["url"]))))


async def _met(answer: Mapping[str, Any], machine: Machine, reservation: Reservation) -> None:
    """Ring the worker, and let who answers meet the caller in a conference."""
    leg = await _answered(answer, machine, reservation)
    if leg is None:
        return
    reservation.settle("accepted")
    ends = str(answer.get("end_conference_on_exit", "false")).lower()
    room = f'<Conference endConferenceOnExit="{{}}">{reservation.task.sid}</Conference>'
    document = f"<Response><Dial>{room}</Dial></Response>"
    machine.exchange.run(leg, Inline(document.format(ends if ends in ("true", "false") else "false")))
    machine.exchange.redirect(machine.call, Inline(document.format("true")))


async def _answered(answer: Mapping[str, Any], machine: Machine, reservation: Reservation) -> Call | None:
    """Ring the worker's phone; None where nobody answers it, and then the reservation is rejected."""
    to = str(answer.get("to") or reservation.worker.attributes.get("contact_uri") or "")
    if not to:
        machine.call.notify(12200, f"worker {reservation.worker.name} has no contact_uri, and no `to` is given", "")
        reservation.settle("rejected")
        return None
    exchange, back = machine.exchange, str(answer.get("status_callback_url") or "")
    hooks = Hooks(status=Hook(urljoin(_base(machine), back)) if back else None)
    shown = e164(str(answer.get("from") or machine.call.parties.called))
    leg = exchange.new_call(machine.call.account, Parties(shown, e164(to), "outbound-api"), hooks)
    try:
        outcome = await reach(exchange, leg, float(answer.get("timeout") or RINGS))
    except asyncio.CancelledError:
        exchange.hang_up(leg, "no-answer")
        raise
    if outcome != "answered":
        reservation.settle("rejected")
        return None
    reservation.leg = leg
    return leg


def _yes(value: Any) -> bool:
    return str(value).lower() == "true"


def _base(machine: Machine) -> str:
    workspace = machine.exchange.workspace
    return workspace.assignment.url if workspace else ""
