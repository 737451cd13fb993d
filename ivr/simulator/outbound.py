"""Calls the app places by REST: ring somebody, then run the documents on their leg."""

from typing import TYPE_CHECKING

from ivr.simulator.account import Hook
from ivr.simulator.audio import tones
from ivr.simulator.call import Call
from ivr.simulator.legs import reach
from ivr.simulator.machine import Machine
from ivr.simulator.recorder import Recorder
from ivr.simulator.recordings import Fields, recording_order
from ivr.simulator.steps import Goto, Source
from ivr.simulator.twiml.schema import PROMPTS

if TYPE_CHECKING:
    from ivr.simulator.exchange import Exchange

TIMEOUT = 60.0
"""Seconds a call rings; the request that made it may say otherwise."""


def originate(exchange: "Exchange", call: Call, source: Source, wishes: Fields) -> None:
    """Start ringing; the documents run once somebody answers."""
    exchange.spawn(_placed(exchange, call, source, wishes), call)


async def _placed(exchange: "Exchange", call: Call, source: Source, wishes: Fields) -> None:
    timeout = float(wishes.get("Timeout", str(TIMEOUT)))
    if await reach(exchange, call, timeout) != "answered":
        return
    if not wishes.get("MachineDetection"):
        call.answered_by = ""
    elif not call.answered_by:
        call.answered_by = "human"
    if wishes.get("Record").lower() == "true":
        Recorder(exchange, call, recording_order(wishes, "OutboundAPI"))
    if wishes.get("SendDigits"):
        call.heard.play(tones.keys(wishes.get("SendDigits")))
    exchange.run(call, source)


def announce(exchange: "Exchange", call: Call, hook: Hook) -> None:
    """Let a call's person hear a document beside what they hear already."""

    async def announced() -> None:
        await Machine(exchange, call, PROMPTS).run(Goto(hook.url, hook.method))

    exchange.spawn(announced(), call)
