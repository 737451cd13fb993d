"""Find the part of an identifier that is worth asking again."""

from itertools import combinations

from ivr.identifiers.grouping import group_bounds
from ivr.identifiers.hearing import NBest

Part = tuple[int, int]
"""Where a part starts and stops."""

ENOUGH = 0.8
"""Share of the other values that must differ nowhere else."""


def parts(length: int) -> tuple[Part, ...]:
    """Return the parts in which so many digits are asked for: the groups they are read out in, but no single digit."""
    first, *rest = group_bounds(length)
    if rest and first[1] - first[0] == 1:
        (start, _), (_, stop), *rest = first, *rest
        first = (start, stop)
    return (first, *rest)


def doubtful_part(heard: NBest) -> Part | None:
    """Return the fewest groups, side by side, outside which the likely values agree; None where that is most of it."""
    best = heard[0][0]
    borders = [start for start, _ in parts(len(best))] + [len(best)]
    runs = [run for run in combinations(borders, 2) if 2 * (run[1] - run[0]) <= len(best)]
    enough = ENOUGH * sum(share for _, share in heard[1:])
    fitting = (run for run in runs if enough <= sum(share for value, share in heard[1:] if _agree(best, value, run)))
    return min(fitting, key=lambda run: run[1] - run[0], default=None) if len(heard) > 1 else None


def _agree(one: str, other: str, part: Part) -> bool:
    """Return whether two values are the same but for a part."""
    start, stop = part
    return len(one) == len(other) and one[:start] == other[:start] and one[stop:] == other[stop:]
