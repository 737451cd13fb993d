"""Calls the app places by REST: ring somebody, then run the documents on their leg."""

from typing import TYPE_CHECKING, Protocol

from ivr.simulator.account import Hook
from ivr.simulator.audio import tones
from ivr.simulator.call import Call
from ivr.simulator.legs import reach
from ivr.simulator.machine import Machine
from ivr.simulator.recordings import Order, Recorder
from ivr.simulator.steps import Goto, Source
from ivr.simulator.twiml.schema import PROMPTS

if TYPE_CHECKING:
    from ivr.simulator.exchange import Exchange

TIMEOUT = 60.0


class Wishes(Protocol):
    """The fields of the request that made the call."""

    def get(self, name: str, default: str = "") -> str:
        """Return a field's value."""


def originate(exchange: "Exchange", call: Call, source: Source, wishes: Wishes) -> None:
    """Start ringing; the documents run once somebody answers."""
    exchange.spawn(_placed(exchange, call, source, wishes), call)


async def _placed(exchange: "Exchange", call: Call, source: Source, wishes: Wishes) -> None:
    timeout = float(wishes.get("Timeout", str(TIMEOUT)))
    if await reach(exchange, call, timeout) != "answered":
        return
    if not wishes.get("MachineDetection"):
        call.answered_by = ""
    elif not call.answered_by:
        call.answered_by = "human"
    if wishes.get("Record").lower() == "true":
        Recorder(exchange, call, Order("OutboundAPI", track="both"))
    if wishes.get("SendDigits"):
        call.heard.play(tones.keys(wishes.get("SendDigits")))
    exchange.run(call, source)


def announce(exchange: "Exchange", call: Call, hook: Hook) -> None:
    """Let a call's person hear a document beside what they hear already."""

    async def announced() -> None:
        await Machine(exchange, call, PROMPTS).run(Goto(hook.url, hook.method))

    exchange.spawn(announced(), call)
