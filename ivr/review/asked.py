"""Say of each question's error paths and of each phrase how much of the traffic takes it, and whether a test does."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from ivr.calls.tables import TurnRow
from ivr.dialog.script import Field, Script
from ivr.redaction import MASK
from ivr.review.coverage import newest
from ivr.storage import Rows, connection_of

MOST_PHRASES = 100
REFUSED, SILENT = "nomatch", "noinput"
_LISTENS, _SAYS = re.compile(r"\s*listens for (\w+):"), re.compile(r"caller (?:says|said): (.+)")
_MISSED = re.compile(rf"({REFUSED}|{SILENT}) \d+ of \d+")
Question = tuple[str, str]
"""A form and a field of it."""


@dataclass(frozen=True)
class ErrorPath:
    """A question's way on after a miss of a kind, with its share of answers; `tested` is None where nobody knows."""

    form: str
    field: str
    kind: str
    times: int
    share: float
    tested: bool | None


@dataclass(frozen=True)
class Phrase:
    """Words that were taken at a question, with their share of what was taken there."""

    form: str
    field: str
    words: str
    times: int
    share: float
    tested: bool | None


@dataclass(frozen=True)
class Answers:
    """What the newest calls answered: how often to each question, missed in which way, and taken with which words."""

    given: Mapping[Question, int]
    missed: Mapping[tuple[Question, str], int]
    taken: Mapping[tuple[Question, str], int]


@dataclass(frozen=True)
class Tested:
    """What the golden transcripts go through: misses by field and kind, and words by field."""

    missed: frozenset[tuple[str, str]]
    said: frozenset[tuple[str, str]]


def answers(rows: Rows, since: datetime) -> Answers:
    """Return the answers of the newest calls; sensitive ones without words."""
    shown = (TurnRow.form, TurnRow.field, TurnRow.input, TurnRow.decision, TurnRow.heard_redacted, TurnRow.sensitive)
    asked = (TurnRow.field != "", TurnRow.input.in_(("keys", "speech", "silence")))
    given: Counter[Question] = Counter()
    missed: Counter[tuple[Question, str]] = Counter()
    taken: Counter[tuple[Question, str]] = Counter()
    for turn in connection_of(rows).execute(select(*shown).where(TurnRow.call_sid.in_(newest(since)), *asked)):
        question = (turn.form, turn.field)
        given[question] += 1
        if turn.input == "silence":
            missed[question, SILENT] += 1
        elif turn.decision == "reject":
            missed[question, REFUSED] += 1
        elif turn.input == "speech" and not turn.sensitive and turn.heard_redacted and MASK not in turn.heard_redacted:
            taken[question, turn.heard_redacted] += 1
    return Answers(given, missed, taken)


def error_paths(script: Script, known: Answers, tested: Tested | None) -> Sequence[ErrorPath]:
    """Return both error paths of each question of a script, the most frequent first."""
    asked = [(form.name, item.slot) for form in script.forms.values() for item in form.items if isinstance(item, Field)]
    found = []
    for question in asked:
        for kind in (REFUSED, SILENT):
            times = known.missed.get((question, kind), 0)
            share = times / known.given[question] if known.given.get(question) else 0.0
            by_test = None if tested is None else (question[1], kind) in tested.missed
            found.append(ErrorPath(*question, kind, times, share, by_test))
    return sorted(found, key=lambda path: (-path.times, path.form, path.field, path.kind))


def phrases(known: Answers, tested: Tested | None) -> Sequence[Phrase]:
    """Return the words that were taken most often, the most frequent first."""
    often: Counter[Question] = Counter()
    for (question, _), times in known.taken.items():
        often[question] += times
    return [
        Phrase(
            *question,
            words,
            times,
            times / often[question],
            None if tested is None else (question[1], words) in tested.said,
        )
        for (question, words), times in Counter(known.taken).most_common(MOST_PHRASES)
    ]


def tested_answers(transcripts: Path) -> Tested | None:
    """Return what the golden transcripts answer; None where there are no transcripts."""
    files = sorted(transcripts.glob("*.txt"))
    missed, said = set[tuple[str, str]](), set[tuple[str, str]]()
    for file in files:
        field = ""
        for line in file.read_text("utf-8").splitlines():
            if listens := _LISTENS.match(line):
                field = listens[1]
            elif says := _SAYS.match(line):
                said.add((field, says[1].strip()))
            elif line.strip().startswith("why:"):
                missed |= {(field, kind) for kind in _MISSED.findall(line)}
    return Tested(frozenset(missed), frozenset(said)) if files else None
