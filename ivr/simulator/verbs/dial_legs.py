"""<Dial> to Numbers, Clients and SIP addresses: all ring at once, who answers first talks.

| Number attribute | values | default |
|---|---|---|
| url, method | document the called one hears before the bridge | none, POST |
| sendDigits | keys pressed when answered | none |
| statusCallback, ...Method, ...Event | initiated ringing answered completed | none, POST, completed |
"""

import asyncio

from ivr.simulator.account import Hook, Hooks
from ivr.simulator.audio import tones
from ivr.simulator.bridge import bridged, first
from ivr.simulator.call import Call, Parties
from ivr.simulator.legs import reach
from ivr.simulator.machine import Machine
from ivr.simulator.recorder import Recorder
from ivr.simulator.steps import Goto
from ivr.simulator.twiml.document import Verb
from ivr.simulator.twiml.schema import NO_RECORDING
from ivr.simulator.verbs.dial_result import DialResult
from ivr.simulator.verbs.record import recording_order

SCREEN_VERBS = frozenset({"Say", "Play", "Gather", "Pause", "Redirect", "Hangup", "Record", "Sms", "Start", "Stop"})


async def dial(verb: Verb, machine: Machine, result: DialResult) -> None:
    """Ring, bridge, and fill in how it ended."""
    legs = [_leg(verb, noun, machine) for noun in targets(verb)]
    if not legs:
        result.status = "failed"
        machine.exchange.notify(machine.call, 13223, "<Dial> names nobody to call", machine.loader.base)
        return
    try:
        answered = await _rung(verb, machine, legs, result)
        if answered is not None:
            await _talked(verb, machine, answered, result)
    finally:
        for leg, _ in legs:
            if not leg.moved.is_set():
                machine.exchange.hang_up(leg, "completed" if leg.started else "no-answer")


def targets(verb: Verb) -> list[Verb]:
    """Return whom a Dial calls; a number as text is a Number."""
    nouns = [child for child in verb.children if child.name in ("Number", "Client", "Sip")]
    return nouns or ([Verb("Number", {"method": "POST"}, verb.text)] if verb.text else [])


def address(noun: Verb) -> str:
    """Return where a noun's call goes: a number, `client:name` or a SIP address."""
    if noun.name == "Client":
        identity = "".join(each.text for each in noun.nested("Identity")) or noun.text
        return f"client:{identity}"
    return noun.text.strip()


def _leg(verb: Verb, noun: Verb, machine: Machine) -> tuple[Call, Verb]:
    call, exchange = machine.call, machine.exchange
    back = noun.get("statusCallback")
    hook = Hook(machine.loader.absolute(back), noun.get("statusCallbackMethod", "POST").upper()) if back else None
    hooks = Hooks(status=hook, status_events=tuple(noun.get("statusCallbackEvent").split()))
    parties = Parties(verb.get("callerId") or call.parties.caller, address(noun), "outbound-dial", call.sid)
    return exchange.new_call(call.account, parties, hooks), noun


async def _rung(
    verb: Verb, machine: Machine, legs: list[tuple[Call, Verb]], result: DialResult
) -> tuple[Call, Verb] | None:
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
) -> tuple[Call, Verb] | None:
    timeout = verb.number("timeout")
    tasks = {asyncio.ensure_future(_answered(leg, noun, machine, timeout)): (leg, noun) for leg, noun in group}
    try:
        for done in asyncio.as_completed(tuple(tasks)):
            outcome, leg = await done
            result.status, result.sid = outcome, leg.sid
            if outcome == "completed":
                return next(pair for pair in tasks.values() if pair[0] is leg)
        return None
    finally:
        for task in tasks:
            task.cancel()


async def _answered(leg: Call, noun: Verb, machine: Machine, timeout: float) -> tuple[str, Call]:
    outcome = await reach(machine.exchange, leg, timeout)
    if outcome != "answered":
        return outcome, leg
    if noun.has("url") and not await _screened(leg, noun, machine):
        return "no-answer", leg
    return ("no-answer" if leg.over else "completed"), leg


async def _screened(leg: Call, noun: Verb, machine: Machine) -> bool:
    """Let the called one hear the noun's document; False when they hung up in it."""
    leg.machine = Machine(machine.exchange, leg, SCREEN_VERBS)
    goto = Goto(machine.loader.absolute(noun.get("url")), noun.get("method", "POST").upper())
    ending = await leg.machine.conduct(goto)
    if ending is not None:
        machine.exchange.hang_up(leg)
    return not leg.over


async def _talked(verb: Verb, machine: Machine, answered: tuple[Call, Verb], result: DialResult) -> None:
    leg, noun = answered
    exchange, call = machine.exchange, machine.call
    exchange.answer(call)
    result.bridged, result.started = True, exchange.clock.now()
    if noun.has("sendDigits"):
        leg.heard.play(tones.keys(noun.get("sendDigits")))
    recorder = None
    if verb.get("record") not in NO_RECORDING:
        order = recording_order(
            verb, machine, "DialVerb", verb.get("recordingTrack"), verb.get("record").endswith("dual")
        )
        recorder = Recorder(exchange, call, order)
    try:
        with bridged(call, leg), call.listening() as keys:
            star = asyncio.ensure_future(_star(verb, keys))
            try:
                await first(leg.gone, leg.moved, call.gone, star, timeout=verb.number("timeLimit"))
            finally:
                star.cancel()
    finally:
        if recorder is not None:
            result.extra["RecordingUrl"] = recorder.finish().url


async def _ring_back(machine: Machine) -> None:
    while True:
        await machine.play(tones.ringing(), "Dial")


async def _star(verb: Verb, keys: "asyncio.Queue[str]") -> None:
    while await keys.get() != "*" or not verb.flag("hangupOnStar"):
        pass
