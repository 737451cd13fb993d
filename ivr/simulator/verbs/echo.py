"""<Echo>: the caller hears what they say, until they hang up."""

from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Let the caller hear themselves."""
    call = machine.call
    patch = call.heard.patch(call.said)
    try:
        await call.gone.wait()
    finally:
        call.heard.unpatch(patch)
    return None
