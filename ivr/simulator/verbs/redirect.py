"""<Redirect>: go on with the document at a URL (method POST by default); what follows is unreachable."""

from ivr.simulator.engine.steps import Goto, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Go to the document named."""
    return Goto(machine.loader.absolute(verb.text), verb.get("method").upper())
