"""<Reject>: as first verb, the call is never answered; its status is `busy` or, by default, `no-answer`."""

from typing import TYPE_CHECKING

from ivr.simulator.steps import End, Next
from ivr.simulator.twiml.document import Verb

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine


async def perform(verb: Verb, machine: "Machine") -> Next:
    """Turn the caller away; a call already answered is hung up."""
    return End("busy" if verb.get("reason") == "busy" else "no-answer")
