"""A turn as the call page shows it: masked, or in clear after a reveal."""

import json
from dataclasses import dataclass
from datetime import datetime

from ivr.calls import Turn
from ivr.redaction import MASK, Scrubber
from ivr.storage import Json

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


def line(turn: Turn, scrubber: Scrubber, *, revealed: bool) -> Line:
    """Return a turn to show; without a reveal numbers are masked, and all that was said in a sensitive turn."""
    hidden = not revealed and is_personal(turn, scrubber)
    return Line(
        number=turn.number,
        at=turn.at,
        place=" / ".join(name for name in (turn.form, turn.field) if name),
        prompt=turn.prompt if revealed else scrubber.scrub(turn.prompt),
        did=SAYS.get(turn.input, turn.input),
        heard=_shown(turn, turn.heard, hidden, scrubber),
        grammar=turn.grammar,
        confidence=turn.confidence,
        decision=turn.decision,
        meaning=_meaning(turn, hidden, scrubber),
        branch=turn.branch if revealed else scrubber.scrub(turn.branch),
        latency_ms=turn.latency_ms,
        utterance=0 if hidden else turn.utterance_id or 0,
        transcript=_shown(turn, turn.transcript or "", hidden, scrubber),
    )


def is_personal(turn: Turn, scrubber: Scrubber) -> bool:
    """Tell whether the caller gave something in this turn that is shown and heard only after a reveal."""
    said = f"{turn.heard} {turn.transcript or ''}"
    return turn.sensitive or scrubber.scrub(said) != said or scrubber.scrub_all(turn.meaning) != turn.meaning


def _shown(turn: Turn, said: str, hidden: bool, scrubber: Scrubber) -> str:
    if not hidden or not said:
        return said
    return MASK if turn.sensitive else scrubber.scrub(said)


def _meaning(turn: Turn, hidden: bool, scrubber: Scrubber) -> str:
    if turn.meaning is None:
        return ""
    if not hidden:
        return _plain(turn.meaning)
    return MASK if turn.sensitive else _plain(scrubber.scrub_all(turn.meaning))


def _plain(meaning: Json) -> str:
    return meaning if isinstance(meaning, str) else json.dumps(meaning, ensure_ascii=False)
