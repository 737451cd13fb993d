"""What a media stream needs of the memory of calls, wherever the stream ends."""

from dataclasses import replace

import structlog
from sqlalchemy.orm import Session

from ivr import calls
from ivr.calls import Call, NewUtterance
from ivr.calls.consents import note_recording
from ivr.speech import Recognition
from ivr.storage import Json, Rows
from ivr.turn.context import TurnContext, last_reply
from ivr.turn.reply import Reply
from ivr.turn.sound import keeps_no_sound, may_keep_sound
from ivr.turn.transport import Status

OVER = frozenset({"stopped", "refused", "full", "lost"})

log = structlog.get_logger(__name__)


def note_stream(context: TurnContext, call_sid: str, name: str, status: Status) -> bool:
    """Note a stream's status; return False when the call is over, or goes by another stream, or by none any more."""
    with context.database.writing_rows() as rows:
        return _noted(context, rows, call_sid, name, status) is not None


def open_stream(context: TurnContext, call_sid: str, name: str, token: str) -> Reply | None:
    """Let a stream in, once for each token, if it is the one that its call waits for; return what the caller hears."""
    with context.database.writing_rows() as rows:
        unused = calls.take_token(rows, token, context.clock())
        call = _noted(context, rows, call_sid, name, "open") if unused else None
        reply = last_reply(call) if call else None
        if call and reply and reply.guarded_seconds:
            reply = replace(reply, at=context.clock())  # what is heard begins with the stream, however late the answer
            calls.set_reply(rows, call_sid, call.turn, reply.to_json())
    return reply


def asked(context: TurnContext, call_sid: str, name: str) -> Reply | None:
    """Return what the caller is being asked, or None when this stream is not the one to answer by."""
    with context.database.reading_rows() as rows:
        call = calls.load(rows, call_sid)
    if call is None or call.ended_at or call.reply is None or call.stream_name != name:
        return None
    return None if call.stream_status in OVER else last_reply(call)


def language_and_stream(context: TurnContext, call_sid: str, called: str) -> tuple[str, str]:
    """Return the language of a call, and the name of the stream it goes by; nothing when there is none.

    Where nobody can tell, the language is that of the number called.
    """
    usual = context.regions.of_number(called).languages[0]
    try:
        with context.database.reading_rows() as rows:
            call = calls.load(rows, call_sid)
    except Exception as error:
        log.error("the call's language and stream are not known", error=type(error).__name__)
        return usual, ""
    if call is None:
        return usual, ""
    return call.language, "" if call.stream_status in OVER else call.stream_name


def keep_utterance(context: TurnContext, call_sid: str, turn: int, recognition: Recognition) -> int | None:
    """Keep what was said, and return its id for the turn's record; it may come when the call is just over.

    None where no sound of the call may be kept.
    """
    with context.database.writing() as session:
        if not may_keep_sound(context, session, calls.load(session, call_sid, unchanged=True)):
            return None
        return _add(context, session, call_sid, turn, recognition)


def keep_message(context: TurnContext, call_sid: str, turn: int, message: Recognition) -> int | None:
    """Keep a message that the caller asked by key to have recorded, and return its id.

    None where the region or the owner of the number wants no sound kept.
    """
    with context.database.writing() as session:
        call = calls.load(session, call_sid, unchanged=True)
        if call is None or keeps_no_sound(context, session, call):
            return None
        if not may_keep_sound(context, session, call):
            note_recording(session, call_sid, "message", context.clock())
        return _add(context, session, call_sid, turn, message)


def _add(context: TurnContext, session: Session, call_sid: str, turn: int, recognition: Recognition) -> int:
    words: Json = [vars(word) for word in recognition.words]
    utterance = NewUtterance(call_sid, turn, context.clock(), recognition.clip, words)
    kept = calls.add_utterance(session, utterance)
    calls.want_transcripts(session, utterance.at, call_sid)
    return kept


def _noted(context: TurnContext, rows: Rows, call_sid: str, name: str, status: Status) -> Call | None:
    call = calls.load(rows, call_sid)
    if call is None or call.ended_at or call.stream_name != name or call.stream_status in OVER:
        return None
    calls.set_stream(rows, call_sid, name, status, context.clock())
    return call
