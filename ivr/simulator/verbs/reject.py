"""<Reject>: as first verb, the call is never answered; its status is `busy` or, by default, `no-answer`."""

from ivr.simulator.engine.steps import End, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Turn the caller away; a call already answered is hung up."""
    return End("busy" if verb.get("reason") == "busy" else "no-answer")
