"""The turn: one input of a call goes in, the document that the call goes on with comes out."""

from ivr.turn.answer import listen_on
from ivr.turn.context import TurnContext
from ivr.turn.document import Document, Prompt
from ivr.turn.listening import listening
from ivr.turn.pipeline import hang_up, stored, take
from ivr.turn.reply import Reply
from ivr.turn.streams import asked, keep_utterance, note_stream, open_stream, running_stream

__all__ = [
    "Document",
    "Prompt",
    "Reply",
    "TurnContext",
    "asked",
    "hang_up",
    "keep_utterance",
    "listen_on",
    "listening",
    "note_stream",
    "open_stream",
    "running_stream",
    "stored",
    "take",
]
