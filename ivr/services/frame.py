"""Say what the frame around the services keeps."""

from ivr.messaging.tables import OptOutRow, TextMessageRow
from ivr.services.service import Keeps

FRAME = "hotline"
"""Stands in the data map for the name of a service."""

KEEPS = (
    Keeps(TextMessageRow, ("to", "to_index", "block_index", "body"), "contact"),
    Keeps(TextMessageRow, ("key", "ref", "call_sid", "language", "status", "reason", "error", "sid"), "usage"),
    Keeps(TextMessageRow, ("maybe_twice", "at", "updated_at"), "usage"),
    Keeps(OptOutRow, ("number_index", "is_out", "word", "at"), "wish"),
)
