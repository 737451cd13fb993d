"""The memory of calls: turns, utterances, look-ups, transcripts. Nothing else writes these tables."""

from ivr.calls.lookups import get_lookup, put_lookup
from ivr.calls.memory import (
    LIVE,
    begin,
    end,
    last_language,
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
from ivr.calls.transcript import list_calls, transcript
from ivr.calls.utterances import TRANSCRIBE, Transcription, add_utterance, transcribe, utterance, want_transcripts

__all__ = [
    "LIVE",
    "OUTCOMES",
    "TRANSCRIBE",
    "Call",
    "CallFilter",
    "CallSummary",
    "InputKind",
    "LookUpState",
    "NewCall",
    "NewUtterance",
    "Page",
    "Transcription",
    "Turn",
    "TurnRecord",
    "Utterance",
    "add_utterance",
    "begin",
    "end",
    "get_lookup",
    "last_language",
    "list_calls",
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
