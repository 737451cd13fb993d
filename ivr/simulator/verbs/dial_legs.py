"""<Dial> to Numbers, Clients and SIP addresses: all ring at once, or one after the other; who answers first talks."""

import asyncio

from ivr.simulator.answering_machines import detect_beside, detection
from ivr.simulator.audio import tones
from ivr.simulator.engine.bridge import bridged, first
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.legs import reach, send_keys
from ivr.simulator.engine.steps import Goto
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.dial_recording import DialRecording
from ivr.simulator.verbs.dial_result import DialResult, star_pressed
from ivr.simulator.verbs.dial_target import callback, caller_id_problem, new_leg, targets
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.refused import skip

SCREEN_VERBS = frozenset({"Say", "Play", "Gather", "Pause", "Redirect", "Hangup", "Record", "Sms", "Start", "Stop"})


async def dial(verb: Verb, machine: Machine, result: DialResult, recording: DialRecording) -> None:
    """Ring, bridge, and fill in how it ended."""
    nouns = targets(verb)
    problem = caller_id_problem(verb, nouns, machine.call)
    if problem or not nouns:
        result.status = "failed"
        result.extra |= {"ErrorMessage": problem} if problem else {}
        _refused(verb, machine, problem)
        return
    legs = [new_leg(verb, noun, machine) for noun in nouns]
    recording.start("ringing")
    try:
        leg = await _rung(verb, machine, legs, result)
        if leg is not None:
            recording.start("answer")
            await _talked(verb, machine, leg, result)
    finally:
        for leg, _ in legs:
            if not leg.moved.is_set():
                machine.exchange.hang_up(leg, "completed" if leg.started else "no-answer")


def _refused(verb: Verb, machine: Machine, problem: str) -> None:
    if problem:
        machine.call.notify(13214, problem, machine.loader.base)
    elif verb.nested("Application"):
        skip(machine, "Dial", "Application")
    else:
        machine.call.notify(13223, "<Dial> names nobody to call", machine.loader.base)


async def _rung(verb: Verb, machine: Machine, legs: list[tuple[Call, Verb]], result: DialResult) -> Call | None:
    ringing = asyncio.ensure_future(_ring_back(machine))
    try:
        groups = [[leg] for leg in legs] if verb.flag("sequential") else [legs]
        for group in groups:
            answered = await _first_answer(verb, machine, group, result)
            if answered is not None:
                return answered
        return None
    finally:
        ringing.cancel()


async def _first_answer(
    verb: Verb, machine: Machine, group: list[tuple[Call, Verb]], result: DialResult
) -> Call | None:
    timeout = verb.number("timeout")
    tasks = [asyncio.ensure_future(_answered(leg, noun, machine, timeout)) for leg, noun in group]
    try:
        for done in asyncio.as_completed(tasks):
            outcome, leg = await done
            result.ended(outcome, leg)
            if outcome == "completed":
                _hang_up_others(machine, group, leg)
                return leg
        return None
    finally:
        for task in tasks:
            task.cancel()


def _hang_up_others(machine: Machine, group: list[tuple[Call, Verb]], winner: Call) -> None:
    """End the legs that lost: those that still ring, and one that answered in the same moment."""
    for leg, _ in group:
        if leg is not winner:
            machine.exchange.hang_up(leg, "completed" if leg.started else "no-answer")


async def _answered(leg: Call, noun: Verb, machine: Machine, timeout: float) -> tuple[str, Call]:
    outcome = await reach(machine.exchange, leg, timeout)
    if outcome != "answered":
        return outcome, leg
    wanted = detection(lambda name: noun.get(name[0].lower() + name[1:]))
    if wanted is not None:
        detect_beside(machine.exchange, leg, wanted, callback(noun, "amdStatusCallback", machine))
    if noun.has("sendDigits"):
        await send_keys(leg, noun.get("sendDigits"))
    if noun.has("url") and not await _screened(leg, noun, machine):
        return "no-answer", leg
    return ("no-answer" if leg.over else "completed"), leg


async def _screened(leg: Call, noun: Verb, machine: Machine) -> bool:
    """Let the called one hear the noun's document; False when they hung up in it."""
    leg.machine = machine.narrowed(SCREEN_VERBS, leg)
    goto = Goto(machine.loader.absolute(noun.get("url")), noun.get("method", "POST").upper())
    ending = await leg.machine.conduct(goto)
    if ending is not None:
        machine.exchange.hang_up(leg)
    return not leg.over


async def _talked(verb: Verb, machine: Machine, leg: Call, result: DialResult) -> None:
    exchange, call = machine.exchange, machine.call
    exchange.answer(call)
    result.bridged, result.started = True, exchange.now()
    with bridged(call, leg), call.listening() as keys:
        star = asyncio.ensure_future(star_pressed(verb, keys))
        try:
            await first(leg.gone, leg.moved, call.gone, star, timeout=verb.number("timeLimit"))
        finally:
            star.cancel()


async def _ring_back(machine: Machine) -> None:
    while True:
        await machine.play(tones.ringing(), "Dial")
