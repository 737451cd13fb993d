"""<Echo>: the caller hears what they say, until they hang up."""

from typing import TYPE_CHECKING

from ivr.simulator.steps import Next
from ivr.simulator.twiml.document import Verb

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine


async def perform(verb: Verb, machine: "Machine") -> Next:
    """Let the caller hear themselves."""
    call = machine.call
    patch = call.heard.patch(call.said)
    try:
        await call.gone.wait()
    finally:
        call.heard.unpatch(patch)
    return None
