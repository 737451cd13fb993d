"""Commands that leave the hotline: written with the turn that asked for them, done by workers, at least once.

A row is claimed by one worker of many, on whatever host; who dies loses its claim when the lease is over. The receiver
is handed the row's key, by which it knows a command that comes again. What can't be done is a dead letter: it is shown,
and waits for somebody to retry or drop it. Nothing is retried from memory.
"""

from ivr.outbox.handling import Handler, Refused, TryAgain
from ivr.outbox.rows import FollowUp, Outcome, enqueue, outcome, promise
from ivr.outbox.worker import Worker

__all__ = ["FollowUp", "Handler", "Outcome", "Refused", "TryAgain", "Worker", "enqueue", "outcome", "promise"]
