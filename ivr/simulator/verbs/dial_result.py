"""How a <Dial> ended, as its action is told."""

import asyncio
from dataclasses import dataclass, field

from ivr.simulator.engine.call import Call
from ivr.simulator.engine.parties import SIP_CODES
from ivr.simulator.engine.steps import Goto
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine


async def star_pressed(verb: Verb, keys: "asyncio.Queue[str]") -> None:
    """Wait for the star that ends a Dial with hangupOnStar; without it, for ever."""
    while await keys.get() != "*" or not verb.flag("hangupOnStar"):
        pass


@dataclass
class DialResult:
    """Filled in while a Dial runs, because it may be interrupted at any moment."""

    status: str = "no-answer"
    sid: str = ""
    bridged: bool = False
    started: float | None = None
    extra: dict[str, str] = field(default_factory=dict)

    def ended(self, status: str, leg: Call) -> None:
        """Take note of how the call to one of those named went."""
        self.status, self.sid = status, leg.sid
        if leg.parties.called.startswith("sip:"):
            self.extra["DialSipResponseCode"] = SIP_CODES[status]

    def action(self, verb: Verb, machine: Machine) -> Goto | None:
        """Return the request to the action, or None when the Dial has none."""
        if not verb.has("action"):
            return None
        seconds = machine.call.now() - self.started if self.started is not None else 0
        leg = {"DialCallSid": self.sid, "DialCallDuration": str(round(seconds))} if self.sid else {}
        bridged = {"DialBridged": str(self.bridged).lower()}
        return machine.action(verb, {"DialCallStatus": self.status, **leg, **bridged, **self.extra})

    def interrupted(self, verb: Verb, machine: Machine) -> Goto | None:
        """Return the request to the action of a Dial that a live update or a hang-up cut off."""
        self.status = "completed" if self.bridged else "canceled"
        return self.action(verb, machine)
