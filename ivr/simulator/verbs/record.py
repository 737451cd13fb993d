"""<Record>: what the caller says, till a key, a silence, a maximum or the end of the call.

| attribute | values | default |
|---|---|---|
| action, method | URL; GET, POST | current document, POST |
| timeout | seconds of silence that end it, 0 = never | 5 |
| finishOnKey | any of 0-9 # * | 1234567890*# |
| maxLength | seconds | 3600 |
| playBeep | true, false | true |
| trim | trim-silence, do-not-trim | trim-silence |
| recordingStatusCallback, ...Method, ...Event | URL; GET, POST; in-progress completed absent | none, POST, completed |
| transcribe, transcribeCallback, ...Method | true, false; URL; GET, POST | false, none, POST |

A recording with nothing but silence asks no action: the next verb follows.
"""

import asyncio

from ivr.simulator.audio import mulaw, tones
from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.bridge import first
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.recorder import QUIET, Recorder
from ivr.simulator.engine.recordings import Order, Recording
from ivr.simulator.engine.steps import Goto, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Epilogue, Machine
from ivr.simulator.verbs.transcription import transcribe

STEP = 0.25


async def perform(verb: Verb, machine: Machine) -> Next:
    """Record, then go to the action with the recording's URL."""
    if verb.flag("playBeep"):
        await machine.play(tones.beep(), "Record")
    began = machine.call.said.position()
    with machine.call.listening() as keys:
        recorder = Recorder(machine.exchange, machine.call, recording_order(verb, machine, "RecordVerb"))
        with machine.if_interrupted(_owed(verb, machine, recorder)):
            finished_by = await _ended(verb, machine, keys)
    recording = recorder.finish()
    if not recording.seconds:
        return None
    transcribe(verb, machine, recording, began)
    return machine.action(verb, _result(recording, finished_by))


def recording_order(verb: Verb, machine: Machine, source: str, track: str = "inbound", dual: bool = False) -> Order:
    """Return what a verb's recording attributes ask for."""
    url = verb.get("recordingStatusCallback")
    hook = Hook(machine.loader.absolute(url), verb.get("recordingStatusCallbackMethod")) if url else None
    events = tuple(verb.get("recordingStatusCallbackEvent").split())
    return Order(source, dual, track, verb.get("trim") == "trim-silence", hook, events)


async def _ended(verb: Verb, machine: Machine, keys: "asyncio.Queue[str]") -> str:
    waits = [
        asyncio.ensure_future(_finish_key(verb, keys)),
        asyncio.ensure_future(_silence(verb, machine.call)),
    ]
    try:
        await first(*waits, timeout=verb.number("maxLength"))
        return next((wait.result() for wait in waits if wait.done()), "")
    finally:
        for wait in waits:
            wait.cancel()


async def _finish_key(verb: Verb, keys: "asyncio.Queue[str]") -> str:
    while (key := await keys.get()) not in verb.get("finishOnKey"):
        pass
    return key


async def _silence(verb: Verb, call: Call) -> str:
    timeout, quiet = verb.number("timeout"), 0.0
    before = call.said.position()
    while not timeout or quiet < timeout:
        await asyncio.sleep(STEP)
        now = call.said.position()
        quiet = quiet + STEP if mulaw.loudness(call.said.read(before, now)) < QUIET else 0.0
        before = now
    return ""


def _owed(verb: Verb, machine: Machine, recorder: Recorder) -> Epilogue:
    def owed(reason: str) -> Goto | None:
        recording = recorder.finish()
        if reason == "hangup":
            return machine.action(verb, _result(recording, "hangup"))
        return machine.action(verb, _result(recording, "")) if machine.exchange.asks_interrupted_gather() else None

    return owed


def _result(recording: Recording, digits: str) -> dict[str, str]:
    return {
        "RecordingUrl": recording.url,
        "RecordingSid": recording.sid,
        "RecordingDuration": str(recording.seconds),
        "Digits": digits,
    }
