"""The turn: one input of a call goes in, the document that the call goes on with comes out."""

from ivr.turn.answer import listen_on, listening
from ivr.turn.commit import stored
from ivr.turn.context import TurnContext
from ivr.turn.ending import Ended, QueueVisitEnded, note, play, write
from ivr.turn.pipeline import take
from ivr.turn.reply import Document, Reply
from ivr.turn.streams import asked, keep_message, keep_utterance, language_and_stream, note_stream, open_stream

__all__ = [
    "Document",
    "Ended",
    "QueueVisitEnded",
    "Reply",
    "TurnContext",
    "asked",
    "keep_message",
    "keep_utterance",
    "language_and_stream",
    "listen_on",
    "listening",
    "note",
    "note_stream",
    "open_stream",
    "play",
    "stored",
    "take",
    "write",
]
