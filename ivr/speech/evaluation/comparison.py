"""What a changed grammar mends and breaks, clip by clip."""

from dataclasses import dataclass
from typing import Literal

from ivr.speech.evaluation.outcome import GOOD, Result


@dataclass(frozen=True)
class Change:
    """One clip whose result is now good, or no longer."""

    kind: Literal["mended", "broken"]
    old: Result
    new: Result

    def __str__(self) -> str:
        was, now = (f"{result.outcome} {result.interpretation!r}" for result in (self.old, self.new))
        return f"{self.kind}: {self.new.audio} ({self.new.grammar}): {was} -> {now}"


def changes(old: list[Result], new: list[Result]) -> list[Change]:
    """Return the clips that the new grammars mend and break; both lists are of the same clips."""
    found = []
    for before, after in zip(old, new, strict=True):
        was, now = before.outcome in GOOD, after.outcome in GOOD
        if was != now:
            found.append(Change("mended" if now else "broken", before, after))
    return sorted(found, key=lambda change: change.kind)
