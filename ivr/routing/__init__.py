"""Queues, agents, and the waits of callers."""

from ivr.routing.pins import PIN_DIGITS, give_pin, has_pin, is_agents_call, take_pin
from ivr.routing.queues import AgentSettings, Queue, lane, queues
from ivr.routing.visits import (
    Visit,
    Waiting,
    call_ended,
    count_waiting,
    join,
    lane_of,
    last_visit,
    last_waits,
    leave,
    next_caller,
    standing,
    topic_of,
    visits_of,
    waiting_calls,
)

__all__ = [
    "PIN_DIGITS",
    "AgentSettings",
    "Queue",
    "Visit",
    "Waiting",
    "call_ended",
    "count_waiting",
    "give_pin",
    "has_pin",
    "is_agents_call",
    "join",
    "lane",
    "lane_of",
    "last_visit",
    "last_waits",
    "leave",
    "next_caller",
    "queues",
    "standing",
    "take_pin",
    "topic_of",
    "visits_of",
    "waiting_calls",
]
