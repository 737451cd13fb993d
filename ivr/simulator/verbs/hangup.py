"""<Hangup>: end the call."""

from ivr.simulator.engine.steps import End, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """End the call."""
    return End()
