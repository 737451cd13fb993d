"""The memory of calls: turns, utterances, look-ups, transcripts. Nothing else writes these tables."""

from ivr.calls.caps import Caps, LiveCalls
from ivr.calls.figures import Figures, figures
from ivr.calls.finding import Sort, count_facets, list_calls
from ivr.calls.indexing import index_calls
from ivr.calls.lookups import get_lookup, put_lookup
from ivr.calls.memory import (
    LIVE,
    begin,
    close,
    end,
    known,
    last_language,
    live_calls,
    live_calls_like,
    load,
    save_turn,
    set_outcome,
    set_reply,
    set_stream,
    take_token,
)
from ivr.calls.outcomes import OUTCOMES
from ivr.calls.records import (
    Call,
    CallFilter,
    CallSummary,
    InputKind,
    LookUpState,
    NewCall,
    NewUtterance,
    Page,
    Turn,
    TurnRecord,
    Utterance,
)
from ivr.calls.transcript import transcript
from ivr.calls.utterances import TRANSCRIBE, Transcription, add_utterance, transcribe, utterance, want_transcripts
from ivr.calls.wanted_words import How, Who, Words

__all__ = [
    "LIVE",
    "OUTCOMES",
    "TRANSCRIBE",
    "Call",
    "CallFilter",
    "CallSummary",
    "Caps",
    "Figures",
    "How",
    "InputKind",
    "LiveCalls",
    "LookUpState",
    "NewCall",
    "NewUtterance",
    "Page",
    "Sort",
    "Transcription",
    "Turn",
    "TurnRecord",
    "Utterance",
    "Who",
    "Words",
    "add_utterance",
    "begin",
    "close",
    "count_facets",
    "end",
    "figures",
    "get_lookup",
    "index_calls",
    "known",
    "last_language",
    "list_calls",
    "live_calls",
    "live_calls_like",
    "load",
    "put_lookup",
    "save_turn",
    "set_outcome",
    "set_reply",
    "set_stream",
    "take_token",
    "transcribe",
    "transcript",
    "utterance",
    "want_transcripts",
]
