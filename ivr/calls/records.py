"""What the memory of calls hands over and takes: frozen values, no rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ivr.calls.scope import WHOLE, Scope
from ivr.calls.wanted_words import Words
from ivr.storage import Json

InputKind = Literal["start", "keys", "speech", "silence", "queue", "dial", "continue", "hangup", "fault"]


@dataclass(frozen=True)
class NewCall:
    """A call that has just come in, or that we have placed."""

    sid: str
    direction: str
    from_: str
    to: str
    language: str
    at: datetime
    region: str = ""


@dataclass(frozen=True)
class Call:
    """A call as the next turn needs it.

    `turn` is the number that the next input must carry; `state` and `reply` are what save_turn stored last, or None
    before the first turn.
    """

    sid: str
    turn: int
    state: Json
    reply: Json
    status: str
    language: str
    direction: str
    from_: str
    to: str
    started_at: datetime
    ended_at: datetime | None
    stream_name: str
    stream_status: str
    stream_at: datetime | None
    region: str = ""
    outcome: str = ""
    outcome_reason: str = ""
    verified: str | None = None


@dataclass(frozen=True)
class TurnRecord:
    """One turn as a supervisor reads it: what was heard, what came back, what was made of it.

    `prompt` is what the caller heard before the input. `branch` is the dialog's one line of why. Of a sensitive turn
    nothing is ever shown. The redacted copies are what is searched and read without a reveal. `utterance_id` is the id
    that add_utterance returned. `answer_ms` is what the caller waited for the answer: from the end of speech, with the
    silence that ended it, or from the key. `evidence` is an `Evidence` as JSON.
    """

    at: datetime
    input: InputKind
    form: str = ""
    field: str = ""
    prompt: str = ""
    heard: str = ""
    grammar: str = ""
    confidence: float | None = None
    decision: str = ""
    meaning: Json = None
    branch: str = ""
    latency_ms: int = 0
    sensitive: bool = False
    heard_redacted: str | None = None
    prompt_redacted: str | None = None
    utterance_id: int | None = None
    answer_ms: int | None = None
    evidence: Json = None


@dataclass(frozen=True)
class Brought:
    """What a source or a command brought for a slot: found, done, refused, promised or failed, and the value."""

    slot: str
    status: str
    value: Json = None


@dataclass(frozen=True)
class Evidence:
    """What a decision was made of: the grammars that were active, the thresholds, and what else may have been said.

    `nbest` are the meanings of the first decodes with their shares; `free` tells of words that were not listened for.
    With what was `brought` a call can be played again, whatever the sources say by then.
    """

    grammars: tuple[str, ...] = ()
    accept: float = 0.0
    confirm: float = 0.0
    nbest: tuple[tuple[Json, float], ...] = ()
    free: bool = False
    brought: tuple[Brought, ...] = ()


@dataclass(frozen=True)
class Turn(TurnRecord):
    """A stored turn, with its number.

    `transcript` is what was said word for word, whatever the grammar: None until it was written down after the call.
    `words` and `transcript_words` are the words of both with their times in the clip, which was kept `said_at`.
    `audible` are the seconds of it that anybody may hear: None until that was proven.
    """

    number: int = 0
    transcript: str | None = None
    transcript_redacted: str | None = None
    said_at: datetime | None = None
    words: Json = None
    transcript_words: Json = None
    audible: Json = None


@dataclass(frozen=True)
class NewUtterance:
    """A caller's utterance: mu-law bytes at 8 kHz, and its words with start, end (seconds) and confidence as JSON."""

    call_sid: str
    turn: int
    at: datetime
    clip: bytes
    words: Json = None


@dataclass(frozen=True)
class Utterance(NewUtterance):
    """A stored utterance."""

    id: int = 0


@dataclass(frozen=True)
class LookUpState:
    """How a look-up of a turn ended; `value` is its JSON answer when found, with the commands to be written with it."""

    status: Literal["found", "failed"]
    value: Json = None
    commands: Json = None


@dataclass(frozen=True)
class CallSummary:
    """One line of the list of calls. `turns` counts stored turns, `seconds` is None while the call is live."""

    sid: str
    direction: str
    from_: str
    status: str
    form: str
    started_at: datetime
    seconds: int | None
    turns: int
    outcome: str = ""
    outcome_reason: str = ""
    language: str = ""
    region: str = ""
    service: str = ""
    topic: str = ""


@dataclass(frozen=True)
class CallFilter:
    """Which calls to list; empty fields don't filter.

    `from_` is a whole number and `last_four` its last digits, found by their blind indexes; `shortest` and `longest`
    are seconds. Words, service, topic and duration are known of calls that are over. `agent` is the blind index of who
    answered; `misses` wants something not understood, `unsure` a confidence below it, `slow` an answer after as many
    seconds or more, `marked` is how it was judged (`beside.JUDGED`).
    """

    status: str = ""
    outcome: str = ""
    form: str = ""
    from_: str = ""
    live: bool = False
    since: datetime | None = None
    until: datetime | None = None
    reason: str = ""
    service: str = ""
    topic: str = ""
    language: str = ""
    region: str = ""
    last_four: str = ""
    shortest: int | None = None
    longest: int | None = None
    words: Words | None = None
    agent: bytes = b""
    queue: str = ""
    label: str = ""
    category: int = 0
    misses: bool = False
    unsure: float | None = None
    slow: float | None = None
    marked: Literal["", "any", "low", "disputed"] = ""
    scope: Scope = WHOLE


@dataclass(frozen=True)
class Page:
    """A page of calls, newest first; `next` goes back in as `after`, and is empty on the last page."""

    calls: tuple[CallSummary, ...]
    next: str
