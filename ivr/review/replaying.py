"""Play past calls again: what callers said is understood once more, as it is now and as it would be, offline.

The words are the stored ones, redacted, so this is quick and needs no sound; the same input always gives the same.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select

from ivr.calls.tables import CallRow, TurnRow, UtteranceRow
from ivr.intents import Understanding, labels
from ivr.redaction import MASK
from ivr.review.labels import OUTSIDE
from ivr.review.tables import MissGroupRow, MissRow
from ivr.storage import Rows, connection_of

MOST = 5_000
"""Utterances that are played again: the newest."""

How = Literal["same", "other", "understood", "refused"]
HOWS: Mapping[How, str] = {
    "same": "same way",
    "other": "other way",
    "understood": "newly understood",
    "refused": "newly refused",
}
Understand = Callable[[str], Understanding]
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Said:
    """What a caller once said; `truth` is what it meant, "" where nobody knows, `missed` whether it went wrong."""

    call: str
    turn: int
    at: datetime
    words: str
    truth: str
    missed: bool
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """What is made of it: accept, offer or refuse, and the topics it is done with."""

    decision: str
    topics: tuple[str, ...]

    def worth(self, truth: str) -> int:
        """Return 2 where it goes to what was meant, 1 where it offers that, else 0; any topic will do for no truth."""
        wanted = {truth, *labels(truth)}
        right = [not truth or bool(wanted & {topic, *labels(topic)}) for topic in self.topics]
        if self.decision == "accept":
            return 2 if right[0] else 0
        return int(any(right))


@dataclass(frozen=True)
class Walked:
    """One utterance, before and after."""

    said: Said
    before: Outcome
    after: Outcome

    @property
    def how(self) -> How:
        """Return how they differ."""
        if self.before == self.after:
            return "same"
        if self.before.decision == "refuse":
            return "understood"
        return "refused" if self.after.decision == "refuse" else "other"

    @property
    def is_mended(self) -> bool:
        """Tell whether a miss would go better."""
        return self.said.missed and self.after.worth(self.said.truth) > self.before.worth(self.said.truth)

    @property
    def is_broken(self) -> bool:
        """Tell whether what went well would go wrong."""
        truth = self.said.truth
        return not self.said.missed and self.before.worth(truth) > 0 and self.after.worth(truth) == 0


def past(rows: Rows, language: str, questions: Iterable[str], since: datetime) -> Sequence[Said]:
    """Return what was said at some questions, the newest MOST of it, the oldest first."""
    words = (TurnRow.heard_redacted, UtteranceRow.redacted, MissRow.kind, MissGroupRow.label)
    found = (
        select(TurnRow.call_sid, TurnRow.number, TurnRow.at, *words, CallRow.topic, CallRow.seconds)
        .join(CallRow, CallRow.sid == TurnRow.call_sid)
        .outerjoin(UtteranceRow, UtteranceRow.id == TurnRow.utterance_id)
        .outerjoin(MissRow, (MissRow.call_sid == TurnRow.call_sid) & (MissRow.turn == TurnRow.number))
        .outerjoin(MissGroupRow, MissGroupRow.id == MissRow.group_id)
        .where(CallRow.started_at >= since, CallRow.language == language, CallRow.ended_at.is_not(None))
        .where(TurnRow.input == "speech", TurnRow.sensitive.is_(False), TurnRow.field.in_(sorted(questions)))
        .order_by(CallRow.started_at.desc(), CallRow.sid.desc(), TurnRow.number.desc())
        .limit(MOST)
    )
    said = []
    for row in reversed(connection_of(rows).execute(found).all()):
        text = " ".join((row.redacted or row.heard_redacted or "").replace(MASK, " ").split())
        truth = row.topic if row.label in (None, "", OUTSIDE) else row.label
        if text and row.label != OUTSIDE:
            said.append(Said(row.call_sid, row.number, row.at, text, truth, row.kind is not None, row.seconds or 0))
    return said


def walk(
    said: Sequence[Said], before: Understand, after: Understand, tell: Tell = lambda done, of: None
) -> list[Walked]:
    """Return what becomes of each utterance before and after; each wording is understood once."""
    known: dict[str, tuple[Outcome, Outcome]] = {}
    walked = []
    for done, each in enumerate(said, start=1):
        if each.words not in known:
            known[each.words] = outcome(before(each.words)), outcome(after(each.words))
        walked.append(Walked(each, *known[each.words]))
        if done % 50 == 0 or done == len(said):
            tell(done, len(said))
    return walked


def outcome(understood: Understanding) -> Outcome:
    """Return what a call would do with it."""
    decision = understood.ruling.decision
    topics = tuple(each.topic for each in understood.ruling.likely)
    if decision == "refuse":
        return Outcome(decision, ())
    return Outcome(decision, (*topics[:1], *understood.then) if decision == "accept" else topics)


def figures(walked: Sequence[Walked]) -> dict[str, int]:
    """Return the sums that a supervisor decides by."""
    hows = Counter(each.how for each in walked)
    return {
        "utterances": len(walked),
        "calls": len({each.said.call for each in walked}),
        "misses": sum(each.said.missed for each in walked),
        "understood_before": sum(each.before.decision != "refuse" for each in walked),
        "understood_after": sum(each.after.decision != "refuse" for each in walked),
        "mended": sum(each.is_mended for each in walked),
        "broken": sum(each.is_broken for each in walked),
        "broken_calls": len({each.said.call for each in walked if each.is_broken}),
        **{how: hows[how] for how in HOWS},
    }


def is_identical(walked: Sequence[Walked]) -> bool:
    """Tell whether before and after are the same, byte for byte."""
    return transcript(walked, "before") == transcript(walked, "after")


def transcript(walked: Sequence[Walked], which: Literal["before", "after"]) -> bytes:
    """Return what becomes of all utterances, as bytes to compare."""
    lines = [[each.said.call, each.said.turn, each.said.words, asdict(getattr(each, which))] for each in walked]
    return json.dumps(lines, ensure_ascii=False, sort_keys=True).encode()
