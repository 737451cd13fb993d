"""Join two hearings of one identifier by Bayes' rule."""

from collections.abc import Iterator

from ivr.identifiers.doubt import Part
from ivr.identifiers.hearing import NBest, ranked, total

SAME, OTHER, LOST, MADE_UP = 0.9, 0.01, 0.02, 0.01
"""Chance that a digit is heard as itself, as a certain other one, not at all, and that one is heard before it."""


def continued(first: NBest, rest: NBest) -> NBest:
    """Return what a chunk and the next one say, one after the other."""
    return ranked(total((one + other, share * part) for one, share in first for other, part in rest))


def repeated(before: NBest, again: NBest) -> NBest:
    """Return what was said whole once more: the likelier the nearer it is to what was heard before."""
    return ranked({value: share * sum(part * _near(one, value) for one, part in before) for value, share in again})


def replaced(before: NBest, part: Part, answer: NBest, length: int) -> NBest:
    """Return what is known of `length` digits after one part was said again, and only that.

    What was heard before may lack digits: then the part was heard right and they are lost further on, or they are lost
    in this part and what follows is right.
    """
    return ranked(
        total(
            (merged, share * again * near)
            for value, share in before
            for said, again in answer
            for merged, near in _merged(value, part, said, length)
        )
    )


def _merged(value: str, part: Part, said: str, length: int) -> Iterator[tuple[str, float]]:
    start, stop = part
    yield value[:start] + said + value[stop:], _near(value[start:stop], said)
    rest = max(start, len(value) - (length - stop))
    if rest < stop:
        yield value[:start] + said + value[rest:], _near(value[start:rest], said)


def _near(heard: str, said: str) -> float:
    """Return how likely these digits are heard when those are said, over all ways to lay one beside the other."""
    row = [1.0] + [0.0] * len(said)
    for i in range(len(heard) + 1):
        above, row = row, [0.0] * len(row)
        for j in range(len(row)):
            row[j] = above[j] * MADE_UP if i else float(not j)
            row[j] += row[j - 1] * LOST if j else 0.0
            row[j] += above[j - 1] * (SAME if heard[i - 1] == said[j - 1] else OTHER) if i and j else 0.0
    return row[-1]
