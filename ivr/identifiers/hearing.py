"""Keep what was heard as digits with weights: an n-best list."""

from collections.abc import Iterable, Mapping

NBest = tuple[tuple[str, float], ...]
"""Digits and their shares of what is likely, likeliest first; the shares sum up to 1."""

KEPT = 12
"""Values of a hearing that are kept: what is less likely than these doesn't come to bear any more."""


def hearing(heard: Iterable[tuple[object, float]]) -> NBest:
    """Return the digits among the meanings of an utterance; empty where there are none."""
    return ranked(total((value, share) for value, share in heard if isinstance(value, str) and value.isdecimal()))


def ranked(weights: Mapping[str, float]) -> NBest:
    """Return values with weights as a hearing."""
    best = sorted((-weight, value) for value, weight in weights.items() if weight > 0)[:KEPT]
    sum_ = -sum(weight for weight, _ in best)
    return tuple((value, -weight / sum_) for weight, value in best)


def total(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the sum of the weights for each value."""
    sums: dict[str, float] = {}
    for value, weight in weights:
        sums[value] = sums.get(value, 0.0) + weight
    return sums
