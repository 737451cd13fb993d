"""Text messages to callers: each sent once, by the outbox, within limits, and to nobody who said stop.

A row of its own says what became of a message: Twilio takes no idempotency key, so it is written before the message is
sent, and a worker that follows one that died looks for the message in Twilio's list before it sends it again.
"""

from ivr.messaging.limits import Limits
from ivr.messaging.opt_outs import is_opted_out, opt_in, opt_out
from ivr.messaging.order import Order
from ivr.messaging.reach import cannot_reach
from ivr.messaging.rows import SentText, note_status, texts_of
from ivr.messaging.sending import Composed, Messenger
from ivr.messaging.words import StopWords, read_stop_words

__all__ = [
    "Composed",
    "Limits",
    "Messenger",
    "Order",
    "SentText",
    "StopWords",
    "cannot_reach",
    "is_opted_out",
    "note_status",
    "opt_in",
    "opt_out",
    "read_stop_words",
    "texts_of",
]
