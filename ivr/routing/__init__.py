"""Queues, agents, and the waits of callers."""

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
    topic_of,
    waiting_calls,
)

__all__ = [
    "AgentSettings",
    "Queue",
    "Visit",
    "Waiting",
    "call_ended",
    "count_waiting",
    "join",
    "lane",
    "lane_of",
    "last_visit",
    "last_waits",
    "leave",
    "next_caller",
    "queues",
    "topic_of",
    "waiting_calls",
]
