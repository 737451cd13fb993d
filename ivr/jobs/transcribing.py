"""Write down word for word what callers said, once their call is over.

During a call only the question's grammar is listened for, which is quick; a decode of any words is three times as slow
and decides nothing then. Supervisors want to read it afterwards: what people say where the grammar expects
something else. Each utterance is a command of the outbox: no two workers decode the same, and any number may work.
"""

from collections.abc import Callable

from ivr import calls, codec
from ivr.logs import about_call
from ivr.outbox import Handler, TryAgain
from ivr.speech.decoding import BadJob, DecodeFailed
from ivr.storage import Database, Json

MOST_ATTEMPTS = 8
Decode = Callable[[bytes, str], str]
"""Returns what is heard in a clip of a language, nothing in one that has no model; raises BadJob or DecodeFailed."""


def transcriber(database: Database, decode: Decode) -> Handler:
    """Return what writes utterances down."""

    def transcribe(payload: Json, key: str) -> Json:
        id_ = codec.load(calls.Transcription, payload).utterance
        with database.reading() as session:
            spoken = calls.utterance(session, id_)
            call = calls.load(session, spoken.call_sid) if spoken else None
        if spoken is None or call is None:  # erased meanwhile
            return None
        about_call(spoken.call_sid, spoken.turn)
        words = _words(decode, spoken.clip, call.language)
        with database.writing() as session:
            calls.transcribe(session, id_, words)
        return None

    return Handler(calls.TRANSCRIBE, transcribe, most_attempts=MOST_ATTEMPTS)


def _words(decode: Decode, clip: bytes, language: str) -> str:
    """Return what is heard in a clip, nothing in one that no decoder may be given.

    Where decoders end nobody knows whether the clip is at fault: it is tried again, and is a dead letter in the end.
    """
    try:
        return decode(clip, language)
    except BadJob:
        return ""
    except DecodeFailed as error:
        raise TryAgain(f"not decoded: {error}") from None
