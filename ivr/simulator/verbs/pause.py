"""<Pause>: silence of `length` seconds, by default 1."""

import asyncio
from typing import TYPE_CHECKING

from ivr.simulator.steps import Next
from ivr.simulator.twiml.document import Verb

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine


async def perform(verb: Verb, machine: "Machine") -> Next:
    """Wait."""
    await asyncio.sleep(verb.number("length"))
    return None
