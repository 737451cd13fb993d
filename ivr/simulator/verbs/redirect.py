"""<Redirect>: go on with the document at a URL (method POST by default); what follows is unreachable."""

from typing import TYPE_CHECKING

from ivr.simulator.steps import Goto, Next
from ivr.simulator.twiml.document import Verb

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine


async def perform(verb: Verb, machine: "Machine") -> Next:
    """Go to the document named."""
    return Goto(machine.loader.absolute(verb.text), verb.get("method").upper())
