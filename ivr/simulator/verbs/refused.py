"""Verbs that need what no laptop has: skipped, and their action is told so as Twilio tells a failure.

| verb | why | what its action hears |
|---|---|---|
| Refer | no SIP trunk | ReferSipResponseCode=405 |
| Pay, where the scenario has no `payments` | no payment processor | Result=payment-connector-error |
| Prompt | stands in Pay only | |
| Connect to VirtualAgent, Room ... | services of Twilio's | SessionStatus=failed |
"""

from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine

_TOLD = {
    "Refer": {"ReferSipResponseCode": "405"},
    "Pay": {"Result": "payment-connector-error"},
    "Connect": {"SessionStatus": "failed"},
}


async def perform(verb: Verb, machine: Machine) -> Next:
    """Skip it, and go to its action when it has one."""
    skip(machine, verb.name, *(child.name for child in verb.children if verb.name == "Connect"))
    return machine.action(verb, _TOLD[verb.name]) if verb.name in _TOLD and verb.has("action") else None


def skip(machine: Machine, *names: str) -> None:
    """Log that an element is not simulated."""
    machine.call.log("skipped", verb=" ".join(f"<{name}>" for name in names))
