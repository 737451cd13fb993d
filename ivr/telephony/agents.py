"""Ring the agents when a caller waits, and know an agent's call: one that we made, or one in which a PIN was given.

The number that a call comes from shows nothing: anybody can have it made up.
"""

from contextlib import suppress

from ivr import routing
from ivr.telephony.edge import Edge
from ivr.telephony.token import AgentTicket, BadTokenError
from ivr.turn.ending import DATABASE_ERRORS

RING_SECONDS = 120
"""How long after we made a call its answer is taken for the agent's: twice as long as Twilio lets a phone ring."""


def ring_agents(edge: Edge, hotline: str) -> None:
    """Ring every agent who neither rings nor talks, from the hotline's number; the first to answer gets the caller."""
    address = edge.urls.called_agent(edge.agent_tokens.make(AgentTicket(edge.queue.name)))
    for number in edge.queue.agents:
        if not edge.live.is_engaged(number):
            edge.live.ring(number, hotline, address)


def was_called(edge: Edge, token: str) -> bool:
    """Tell whether a token stands in the address of a call that we made to an agent."""
    try:
        return edge.agent_tokens.read(token).queue == edge.queue.name
    except BadTokenError:
        return False


def note_agent(edge: Edge, number: str, call_sid: str) -> None:
    """Remember that a call which we made is an agent's, so that visits name who answered; a lost note harms nobody."""
    if edge.queue.is_agent(number):
        with suppress(*DATABASE_ERRORS), edge.context.database.writing_rows() as rows:
            routing.note_agents_call(rows, number, call_sid, edge.context.clock())


def note_taken(edge: Edge, call_sid: str, agents_call: str) -> None:
    """Note who takes a waiting caller, by the call that Twilio names as the one which dequeues."""
    with suppress(*DATABASE_ERRORS), edge.context.database.writing_rows() as rows:
        routing.taken_by(rows, call_sid, agents_call)


def is_asked_for_pin(edge: Edge, number: str) -> bool:
    """Tell whether a caller may be an agent who calls in: the number is one's, and has a PIN."""
    if not edge.queue.is_agent(number):
        return False
    with edge.context.database.reading_rows() as rows:
        return routing.has_pin(rows, number)


def gives_pin(edge: Edge, number: str, pin: str, call_sid: str) -> bool:
    """Tell whether a caller gave the PIN of the agent with this number; the try is counted."""
    if not edge.queue.is_agent(number):
        return False
    with edge.context.database.writing_rows() as rows:
        return routing.take_pin(rows, number, pin, call_sid, edge.context.clock())


def gave_pin(edge: Edge, call_sid: str) -> bool:
    """Tell whether a call is that of an agent who gave a PIN, or whom we called."""
    with edge.context.database.reading_rows() as rows:
        return routing.is_agents_call(rows, call_sid)
