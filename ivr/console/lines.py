"""A turn as the call page shows it: masked, or in clear after a reveal."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from ivr import codec
from ivr.calls import Evidence, Turn
from ivr.console.wording import named
from ivr.redaction import MASK, Redactor, Redactors
from ivr.storage import UNREADABLE, Json

CODES = "en"
"""The language that meanings, and why a call went on, are written in."""
VALUE = re.compile(r"(?<= is ).*?(?= heard | by keys|;|$)|[\d+][\d ]{2,}")
SAYS = {
    "start": "called",
    "keys": "pressed",
    "speech": "said",
    "silence": "said nothing",
    "queue": "left the queue",
    "dial": "talked to an agent",
    "continue": "waited",
    "hangup": "hung up",
    "fault": "met a fault of ours",
}


@dataclass(frozen=True)
class Line:
    """One turn, ready to show. `utterance` is 0 where there is nothing to hear, or it must not be heard."""

    number: int
    at: datetime
    place: str
    prompt: str
    did: str
    heard: str
    grammar: str
    confidence: float | None
    decision: str
    meaning: str
    branch: str
    latency_ms: int
    utterance: int
    transcript: str
    answer_ms: int | None
    evidence: Evidence


def line(turn: Turn, redactors: Redactors, language: str, *, revealed: bool) -> Line:
    """Return a turn to show; what may be personal is masked without a reveal, and all of a sensitive turn."""
    redactor, codes = redactors.of(language), redactors.of(CODES).own
    hidden = not revealed and is_personal(turn, redactor)
    return Line(
        number=turn.number,
        at=turn.at,
        place=" / ".join(named(name) for name in (turn.form, turn.field) if name),
        prompt=turn.prompt if revealed else _copy(turn.prompt, turn.prompt_redacted, redactor.own),
        did=SAYS.get(turn.input, turn.input),
        heard=_shown(turn, turn.heard, turn.heard_redacted, hidden, redactor),
        grammar=turn.grammar,
        confidence=turn.confidence,
        decision=turn.decision,
        meaning=_meaning(turn, hidden, codes),
        branch=turn.branch if revealed else _why(turn.branch, codes),
        latency_ms=turn.latency_ms,
        utterance=turn.utterance_id or 0 if revealed or (turn.audible and not turn.sensitive) else 0,
        transcript=_shown(turn, turn.transcript or "", turn.transcript_redacted, hidden, redactor),
        answer_ms=turn.answer_ms,
        evidence=_evidence(turn, hidden, codes),
    )


def _evidence(turn: Turn, hidden: bool, redactor: Redactor) -> Evidence:
    """Return what a turn was decided by; of a sensitive answer without what else it may have been."""
    try:
        known = codec.load(Evidence, turn.evidence)
    except codec.Unreadable:
        return Evidence()
    nbest = tuple(
        (_plain(redactor.redact_all(value)) if hidden else _plain(value), share) for value, share in known.nbest
    )
    return replace(known, nbest=() if hidden and turn.sensitive else nbest)


def is_personal(turn: Turn, redactor: Redactor) -> bool:
    """Tell whether the caller gave something in this turn that is shown and heard only after a reveal."""
    said = ((turn.heard, turn.heard_redacted), (turn.transcript or "", turn.transcript_redacted))
    masked = any(MASK in _copy(text, copy, redactor) for text, copy in said if text)
    return turn.sensitive or masked or any(redactor.own.spans(text) for text in texts(turn.meaning) if text)


def _shown(turn: Turn, said: str, copy: str | None, hidden: bool, redactor: Redactor) -> str:
    if not hidden or not said:
        return said
    return MASK if turn.sensitive else _copy(said, copy, redactor)


def _copy(text: str, copy: str | None, redactor: Redactor) -> str:
    """Return the redacted copy that was written with a turn; one made now where it is older than such copies."""
    return redactor.redact(text) if copy is None or text == UNREADABLE else copy


def _meaning(turn: Turn, hidden: bool, redactor: Redactor) -> str:
    if turn.meaning is None:
        return ""
    if not hidden:
        return _plain(turn.meaning)
    return MASK if turn.sensitive else _plain(redactor.redact_all(turn.meaning))


def texts(value: Json) -> Iterator[str]:
    """Yield the texts and numbers in a value as text."""
    match value:
        case str() | int():
            yield str(value)
        case dict():
            yield from (text for inner in value.values() for text in texts(inner))
        case list() | tuple():
            yield from (text for inner in value for text in texts(inner))


def _why(branch: str, redactor: Redactor) -> str:
    """Return why a call went on as it did, in our own words; values in them are masked like what was said."""
    return VALUE.sub(lambda found: redactor.redact(found.group()), branch)


def _plain(meaning: Json) -> str:
    return meaning if isinstance(meaning, str) else json.dumps(meaning, ensure_ascii=False)
