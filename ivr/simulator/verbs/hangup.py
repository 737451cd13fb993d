"""<Hangup>: end the call."""

from typing import TYPE_CHECKING

from ivr.simulator.steps import End, Next
from ivr.simulator.twiml.document import Verb

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine


async def perform(verb: Verb, machine: "Machine") -> Next:
    """End the call."""
    return End()
