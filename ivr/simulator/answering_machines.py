"""Answering machine detection: who answered, by the sound of the first words.

| field of a call | attribute of Number, Sip | values | default |
|---|---|---|---|
| MachineDetection | machineDetection | Enable, DetectMessageEnd (waits for the greeting's end) | none |
| ...Timeout | ...Timeout | seconds in all, then `unknown` | 30 |
| ...SpeechThreshold | ...SpeechThreshold | ms of speech; a person says less | 2400 |
| ...SpeechEndThreshold | ...SpeechEndThreshold | ms of silence that end the speech | 1200 |
| ...SilenceTimeout | ...SilenceTimeout | ms of silence at first, then `unknown` | 5000 |
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from ivr.simulator.audio import mulaw
from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.recorder import QUIET

STEP = 0.1


@dataclass(frozen=True)
class Detection:
    """What was asked for; times in seconds."""

    message_end: bool
    timeout: float
    speech: float
    speech_end: float
    silence: float


def detection(get: Callable[[str], str]) -> Detection | None:
    """Return what the fields ask for; `get` takes their names as in `MachineDetectionTimeout`."""
    kind = get("MachineDetection")
    if kind not in ("Enable", "DetectMessageEnd"):
        return None
    return Detection(
        kind == "DetectMessageEnd",
        timeout=float(get("MachineDetectionTimeout") or 30),
        speech=float(get("MachineDetectionSpeechThreshold") or 2400) / 1000,
        speech_end=float(get("MachineDetectionSpeechEndThreshold") or 1200) / 1000,
        silence=float(get("MachineDetectionSilenceTimeout") or 5000) / 1000,
    )


async def detect(call: Call, wanted: Detection) -> str:
    """Listen to an answered call, and return its AnsweredBy."""
    try:
        async with asyncio.timeout(wanted.timeout):
            return await _listened(call, wanted)
    except TimeoutError:
        return "unknown"


def detect_beside(exchange: Exchange, call: Call, wanted: Detection, hook: Hook | None) -> None:
    """Listen while the call goes on, and tell the callback who answered."""

    async def told() -> None:
        started = exchange.now()
        call.answered_by = await detect(call, wanted)
        duration = str(round((exchange.now() - started) * 1000))
        form = {"CallSid": call.sid, "AccountSid": call.account.sid, "AnsweredBy": call.answered_by}
        if hook is not None and not call.over:
            call.call_back(hook, {**form, "MachineDetectionDuration": duration})

    call.spawn(told())


async def _listened(call: Call, wanted: Detection) -> str:
    spoken = quiet = 0.0
    machine, before = call.machine_answers, call.said.position()
    while not call.over:
        await asyncio.sleep(STEP)
        now = call.said.position()
        loud = mulaw.loudness(call.said.read(before, now)) >= QUIET
        before = now
        spoken, quiet = (spoken + STEP, 0.0) if loud else (spoken, quiet + STEP)
        machine = machine or spoken >= wanted.speech - STEP / 2
        if machine and spoken and not wanted.message_end:
            return "machine_start"
        if spoken and quiet >= wanted.speech_end - STEP / 2:
            return "machine_end_silence" if machine else "human"
        if not spoken and quiet >= wanted.silence - STEP / 2:
            break
    return "unknown"
