"""<Pause>: silence of `length` seconds, by default 1."""

import asyncio

from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Wait."""
    await asyncio.sleep(verb.number("length"))
    return None
