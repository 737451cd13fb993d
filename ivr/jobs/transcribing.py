"""Write down word for word what callers said, once their call is over.

During a call only the question's grammar is listened for, which is quick; a decode of any words is three times as slow
and decides nothing then. Supervisors want to read it afterwards: what people say where the grammar expects
something else. Each utterance is a command of the outbox: no two workers decode the same, and any number may work.

With the words come their times, and from these the parts of the sound that anybody may hear. Digits are listened for
once more by themselves, before and after all else is silenced: where what is left still has a number in it, nobody
hears any of it without a reveal.
"""

from collections.abc import Callable, Sequence

from ivr import calls, codec
from ivr.languages import LANGUAGES
from ivr.logs import about_call
from ivr.outbox import Handler, TryAgain
from ivr.redaction import Redactor, Redactors
from ivr.review.audible import Seconds, audible, numbers_in, silenced
from ivr.review.words import words_of
from ivr.speech.decoding import BadJob, DecodeFailed, Word
from ivr.storage import Database, Json

MOST_ATTEMPTS = 8
Decode = Callable[[bytes, str, tuple[str, ...] | None], Sequence[Word]]
"""Returns what is heard in a clip of a language: any words, or these phrases among decoys; nothing where it has no
model. Raises BadJob or DecodeFailed."""


def transcriber(database: Database, decode: Decode, redactors: Redactors) -> Handler:
    """Return what writes utterances down."""

    def transcribe(payload: Json, key: str) -> Json:
        id_ = codec.load(calls.Transcription, payload).utterance
        with database.reading() as session:
            if said := calls.said_in(session, id_):
                about_call(*said)
            spoken = calls.utterance(session, id_)
            call = calls.load(session, spoken.call_sid) if spoken else None
        if spoken is None or call is None:  # erased meanwhile
            return None
        words = _words(decode, spoken.clip, call.language)
        heard = proven(decode, spoken, call.language, words, redactors.of(call.language))
        text = " ".join(word.text for word in words)
        with database.writing() as session:
            calls.transcribe(session, id_, text, [vars(word) for word in words], [list(span) for span in heard])
        return None

    return Handler(calls.TRANSCRIBE, transcribe, most_attempts=MOST_ATTEMPTS)


def proven(
    decode: Decode, spoken: calls.NewUtterance, language: str, words: Sequence[Word], redactor: Redactor
) -> Sequence[Seconds]:
    """Return the seconds of a clip that anybody may hear, none where digits are still heard in them."""
    if not words or language not in LANGUAGES:
        return ()
    digits = tuple(word for names in LANGUAGES[language].words.digits.values() for word in names)
    numbers = numbers_in(_words(decode, spoken.clip, language, digits))
    spans = audible(words, words_of(spoken.words), numbers, redactor)
    left = _words(decode, silenced(spoken.clip, spans), language, digits) if spans else ()
    return () if numbers_in(left) else spans


def _words(decode: Decode, clip: bytes, language: str, phrases: tuple[str, ...] | None = None) -> Sequence[Word]:
    """Return what is heard in a clip, nothing in one that no decoder may be given.

    Where decoders end nobody knows whether the clip is at fault: it is tried again, and is a dead letter in the end.
    """
    try:
        return decode(clip, language, phrases)
    except BadJob:
        return ()
    except DecodeFailed as error:
        raise TryAgain(f"not decoded: {error}") from None
