"""Announcements: a document that participants of a conference hear beside each other."""

import asyncio
from typing import TYPE_CHECKING

from ivr.simulator.account import Hook
from ivr.simulator.conferences import Conference, Participant
from ivr.simulator.machine import Machine
from ivr.simulator.steps import Goto
from ivr.simulator.twiml.schema import PROMPTS

if TYPE_CHECKING:
    from ivr.simulator.exchange import Exchange


def announce(exchange: "Exchange", conference: Conference, to: tuple[Participant, ...], hook: Hook) -> None:
    """Let participants hear a document, and report its end."""
    exchange.spawn(_announced(exchange, conference, to, hook))


async def _announced(exchange: "Exchange", conference: Conference, to: tuple[Participant, ...], hook: Hook) -> None:
    machines = [Machine(exchange, each.call, PROMPTS) for each in to]
    await asyncio.gather(*(machine.run(Goto(hook.url, hook.method)) for machine in machines))
    conference.report(conference, "announcement-end", to[0] if len(to) == 1 else None)
