"""Name agents: by the account that answers at their number, else by its last digits."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ivr import routing
from ivr.console.accounts import accounts
from ivr.console.desk import desk
from ivr.redaction import mask_number


def numbers(session: Session) -> Mapping[str, str]:
    """Return the agents' numbers, masked, by their blind index in hex."""
    known = {number for queue in routing.queues(desk().settings).values() for number in queue.agents}
    return {routing.agent_index(session, number).hex(): mask_number(number) for number in sorted(known)}


def agents(session: Session) -> Mapping[str, str]:
    """Return who answers callers, by the blind index of their number in hex, as long as account or number is there."""
    named = {each.answers_at.hex(): each.name for each in accounts(session) if each.answers_at}
    return {**numbers(session), **named}
