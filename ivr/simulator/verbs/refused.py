"""Verbs the simulator knows by name but has no equipment for: a notification, and the next verb."""

from typing import TYPE_CHECKING

from ivr.simulator.steps import Next
from ivr.simulator.twiml.document import Verb

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine


async def perform(verb: Verb, machine: "Machine") -> Next:
    """Say that this can't be done here."""
    message = f"<{verb.name}> is not simulated and was skipped"
    machine.exchange.notify(machine.call, 12200, message, machine.loader.base)
    return None
