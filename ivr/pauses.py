"""Pauses between tries that grow while the tries go on failing."""

MOST_DOUBLINGS = 20


def grown(first: float, longest: float, doublings: int) -> float:
    """Return a pause in seconds: the first, doubled so often, at most the longest."""
    return min(longest, first * 2.0 ** min(doublings, MOST_DOUBLINGS))
