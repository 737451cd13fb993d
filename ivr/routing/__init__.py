"""Queues, agents, and the waits of callers."""

from ivr.routing.queues import USUAL_TALK, AgentSettings, Queue, queues
from ivr.routing.visits import Visit, call_ended, join, last_visit, leave, next_topic, topic_of, usual_talk

__all__ = [
    "USUAL_TALK",
    "AgentSettings",
    "Queue",
    "Visit",
    "call_ended",
    "join",
    "last_visit",
    "leave",
    "next_topic",
    "queues",
    "topic_of",
    "usual_talk",
]
