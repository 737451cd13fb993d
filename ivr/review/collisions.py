"""Find what a new wording collides with: what reads nearly the same and means something else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

NEAR = 0.75
"""Share of letters in common from which two wordings may be taken for each other."""
MOST = 3


@dataclass(frozen=True)
class Known:
    """A wording that is known already, and what it means."""

    text: str
    means: str


def collisions(text: str, means: str, known: Iterable[str], meaning: Callable[[str], str]) -> Sequence[Known]:
    """Return the nearest known wordings that mean something else, nearest first; "" is the meaning of none."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    near: list[tuple[float, Known]] = []
    for each in known:
        matcher.set_seq1(each)
        if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR or matcher.ratio() < NEAR:
            continue
        if (other := meaning(each)) not in ("", means):
            near.append((matcher.ratio(), Known(each, other)))
    return [each for _, each in sorted(near, key=lambda pair: -pair[0])[:MOST]]
