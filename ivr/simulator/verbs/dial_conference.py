"""<Dial><Conference>: join a room, hearing the waitUrl until it starts.

| attribute | values | default |
|---|---|---|
| muted | true, false | false |
| beep | true, false, onEnter, onExit | true |
| startConferenceOnEnter / endConferenceOnExit | true, false | true / false |
| waitUrl, waitMethod | URL (empty: silence); GET, POST | music, POST |
| maxParticipants | 2 to 250 | 250 |
| record | do-not-record, record-from-start: from when two are in | do-not-record |
| coach | SID of the call that alone hears this one | none |
| participantLabel | a name for REST | none |
| statusCallback, ...Method, ...Event | start end join leave mute hold modify speaker announcement | none |

The Dial's own `record` records the call in the conference: the caller, and what they hear. Its action hears no
DialCallSid and no DialCallDuration.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.bridge import first
from ivr.simulator.engine.conferences import Conference, Participant, Watcher
from ivr.simulator.engine.recorder import Recorder
from ivr.simulator.engine.recordings import Order
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.dial_recording import DialRecording
from ivr.simulator.verbs.dial_result import DialResult, star_pressed
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.record import recording_order
from ivr.simulator.verbs.waiting import repeat


async def dial(verb: Verb, machine: Machine, result: DialResult, recording: DialRecording) -> None:
    """Be in the conference until somebody ends it or the caller leaves."""
    noun = verb.nested("Conference")[0]
    conference = _conference(noun, machine)
    if len(conference.participants) >= min(conference.most, noun.number("maxParticipants")):
        result.status = "failed"
        return
    participant = _participant(noun, machine)
    result.status, result.bridged = "completed", True
    with machine.call.listening() as keys:
        conference.join(participant)
        recording.start("answer")
        try:
            await _attended(verb, machine, conference, participant, keys)
        finally:
            conference.leave(participant)


async def _attended(
    verb: Verb, machine: Machine, conference: Conference, participant: Participant, keys: "asyncio.Queue[str]"
) -> None:
    star = asyncio.ensure_future(star_pressed(verb, keys))
    hearing = asyncio.ensure_future(_heard(verb.nested("Conference")[0], machine, conference, participant))
    try:
        await first(participant.left, machine.call.gone, star, hearing, timeout=verb.number("timeLimit"))
    finally:
        star.cancel()
        hearing.cancel()


async def _heard(noun: Verb, machine: Machine, conference: Conference, participant: Participant) -> None:
    """Play what a participant hears beside the others: the wait before the start, holds after it."""
    await _until(conference.started, repeat(machine, noun.get("waitUrl", "music"), noun.get("waitMethod")))
    while True:
        participant.changed.clear()
        hook = participant.hold_hook or Hook("music")
        if participant.hold:
            await _until(participant.changed, repeat(machine, hook.url, hook.method))
        else:
            await participant.changed.wait()


async def _until(event: asyncio.Event, hearing: Coroutine[Any, Any, object]) -> None:
    task = asyncio.ensure_future(hearing)
    try:
        await first(event, task)
        if not event.is_set():
            await event.wait()
    finally:
        task.cancel()


def _conference(noun: Verb, machine: Machine) -> Conference:
    conference, new = machine.exchange.conference(machine.call.account, noun.text)
    if new and noun.has("statusCallback"):
        hook = Hook(machine.loader.absolute(noun.get("statusCallback")), noun.get("statusCallbackMethod").upper())
        conference.watcher = Watcher(hook, frozenset(noun.get("statusCallbackEvent").split()))
    if new and noun.get("record") == "record-from-start":
        order = recording_order(noun, machine, "Conference", "mixed")
        machine.exchange.spawn(_recorded(machine, order, conference))
    return conference


async def _recorded(machine: Machine, order: Order, conference: Conference) -> None:
    """Record from the moment two are in; the wait before it is never recorded."""
    await first(conference.started, conference.ended)
    if not conference.ended.is_set():
        Recorder(machine.exchange, machine.call, order, conference)


def _participant(noun: Verb, machine: Machine) -> Participant:
    return Participant(
        machine.call,
        muted=noun.flag("muted"),
        starts=noun.flag("startConferenceOnEnter"),
        ends=noun.flag("endConferenceOnExit"),
        coach=noun.get("coach"),
        label=noun.get("participantLabel"),
        beep=noun.get("beep"),
        joined=machine.call.date(),
    )
