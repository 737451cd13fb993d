"""Report how labelled sentences are understood: found, offered, wrong, refused, and what is mixed up with what."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ivr.intents.errors import IntentsUnavailable
from ivr.intents.topics import labels
from ivr.intents.understanding import Understander, Understanding

Outcome = Literal["found", "offered", "wrong", "missed", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("found", "offered", "wrong", "missed", "refused")
"""Right at once; among those offered; another one at once; none of those offered; asked again."""


@dataclass(frozen=True)
class Labelled:
    """A sentence and the labels that are right for it, the first one foremost."""

    text: str
    label: str
    second: str = ""


@dataclass(frozen=True)
class Result:
    """How a sentence was understood, and how that compares with its labels."""

    row: Labelled
    understood: Understanding

    @property
    def outcome(self) -> Outcome:
        """Return how it came out; a finer topic counts as any of its labels."""
        right = {self.row.label, self.row.second} - {""}
        likely = [bool(right & {each.topic, *labels(each.topic)}) for each in self.understood.ruling.likely]
        match self.understood.ruling.decision:
            case "accept":
                return "found" if likely[0] else "wrong"
            case "offer":
                return "offered" if any(likely) else "missed"
            case "refuse":
                return "refused"

    @property
    def taken_for(self) -> str:
        """Return the label of the likeliest topic."""
        likely = self.understood.ruling.likely
        return labels(likely[0].topic)[0] if likely else "-"


def read(path: Path) -> list[Labelled]:
    """Return the rows of a CSV file with the columns text, label and second_label. Raises IntentsUnavailable."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            missing = {"text", "label"} - set(table.fieldnames or ())
            if missing:
                raise IntentsUnavailable(f"{path} has no column {' and no column '.join(sorted(missing))}")
            return [Labelled(row["text"] or "", row["label"] or "", row.get("second_label") or "") for row in table]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise IntentsUnavailable(f"Cannot read {path}: it has to be a CSV file in UTF-8") from error


def results(rows: Sequence[Labelled], understand: Understander) -> list[Result]:
    """Return how each row is understood."""
    return [Result(row, understand(row.text)) for row in rows]


def table(found: Sequence[Result]) -> str:
    """Return outcomes by label, and what wrong ones were taken for, as text."""
    every = sorted({result.row.label for result in found})
    lines = [f"{'':12}{'rows':>6}" + "".join(f"{name:>9}" for name in OUTCOMES) + "   taken for"]
    for label in [*every, ""]:
        rows = [result for result in found if label in (result.row.label, "")]
        lines.append(_line(label or "all", rows, with_confusion=bool(label)))
    return "\n".join([*lines, "", _reach(found)])


def changes(before: Sequence[Result], after: Sequence[Result]) -> str:
    """Return each row whose outcome is another one now."""
    lines = [
        f"{old.outcome} ({old.taken_for}) -> {new.outcome} ({new.taken_for}): {new.row.label}: {new.row.text[:100]}"
        for old, new in zip(before, after, strict=True)
        if old.outcome != new.outcome
    ]
    return "\n".join([f"{len(lines)} of {len(after)} rows changed", *lines])


def _line(name: str, rows: Sequence[Result], with_confusion: bool) -> str:
    counts = Counter(result.outcome for result in rows)
    shares = "".join(f"{counts[outcome] / len(rows):>9.1%}" for outcome in OUTCOMES) if rows else ""
    bad = Counter(result.taken_for for result in rows if result.outcome in ("wrong", "missed", "refused"))
    mixed = ", ".join(f"{label} {count}" for label, count in bad.most_common(4)) if with_confusion else ""
    return f"{name:12}{len(rows):>6}{shares}   {mixed}".rstrip()


def _reach(found: Sequence[Result]) -> str:
    if not found:
        return "no rows"
    counts = Counter(result.outcome for result in found)
    others = [result for result in found if result.row.label == "other"]
    astray = sum(result.outcome == "wrong" for result in others)
    reached = (counts["found"] + counts["offered"]) / len(found)
    none = f"; about none of the topics and yet taken for one {astray / len(others):.1%}" if others else ""
    return f"right at once or among those offered {reached:.1%}; wrong at once {counts['wrong'] / len(found):.1%}{none}"
