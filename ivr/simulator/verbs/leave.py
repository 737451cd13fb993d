"""<Leave>: a caller waiting in a queue leaves it for the verb after <Enqueue>."""

from ivr.simulator.engine.steps import Left, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Leave the queue; outside a queue there is nothing to leave."""
    return Left()
