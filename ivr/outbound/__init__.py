"""Call people about what they wait for: who, when, how often, and never again once they were reached or said stop.

A campaign is one reason in one region. Its people are rows; a pacer takes those who are due, writes an attempt and a
command of the outbox for each in one transaction, and a worker dials. All that speaks against a call is looked at
twice: when it is chosen, and again right before it is dialled.
"""

from ivr.outbound.attempts import answered, ended, find_attempt, latest_call
from ivr.outbound.campaigns import Campaign, Plan, Standing, standings, start, stop
from ivr.outbound.dialling import KIND, Dialler
from ivr.outbound.do_not_call import do_not_call, is_do_not_call, write_do_not_call
from ivr.outbound.people import Person, add_people
from ivr.outbound.reasons import Reason, Reasons
from ivr.outbound.words import DO_NOT_CALL

__all__ = [
    "DO_NOT_CALL",
    "KIND",
    "Campaign",
    "Dialler",
    "Person",
    "Plan",
    "Reason",
    "Reasons",
    "Standing",
    "add_people",
    "answered",
    "do_not_call",
    "ended",
    "find_attempt",
    "is_do_not_call",
    "latest_call",
    "standings",
    "start",
    "stop",
    "write_do_not_call",
]
