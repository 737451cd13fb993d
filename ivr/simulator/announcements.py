"""Announcements: a document that participants of a conference hear beside each other."""

import asyncio

from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.conferences import Conference, Participant
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.steps import Goto
from ivr.simulator.twiml.schema import PROMPTS
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.table import PERFORMERS


def announce(exchange: Exchange, conference: Conference, to: tuple[Participant, ...], hook: Hook) -> None:
    """Let participants hear a document, and report its end."""
    exchange.spawn(_announced(exchange, conference, to, hook))


async def _announced(exchange: Exchange, conference: Conference, to: tuple[Participant, ...], hook: Hook) -> None:
    machines = [Machine(exchange, each.call, PERFORMERS, PROMPTS) for each in to]
    await asyncio.gather(*(machine.run(Goto(hook.url, hook.method)) for machine in machines))
    conference.report(conference, "announcement-end", to[0] if len(to) == 1 else None)
