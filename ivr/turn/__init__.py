"""The corridor: one input of a call goes in, the document that the call goes on with comes out."""

from ivr.turn.corridor import hang_up, stored, take
from ivr.turn.document import Document, Prompt
from ivr.turn.listening import listening
from ivr.turn.reply import Reply
from ivr.turn.services import Services

__all__ = ["Document", "Prompt", "Reply", "Services", "hang_up", "listening", "stored", "take"]
