"""Decide from probabilities: take the likeliest topic, offer two or three, or refuse. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ivr.intents.topics import NOTHING, labels

Decision = Literal["accept", "offer", "refuse"]
FEWEST, MOST = 2, 3
"""Topics that are offered."""
CLEARLY_FINER = 0.6
"""Share of a finer topic among all that count as the same label; below, the coarse one is meant."""
WORTH_OFFERING = 0.4
"""Probability that one of the offered ones is right; below, the menu is quicker."""


@dataclass(frozen=True)
class Likely:
    """A topic and the probability that it is meant, finer and coarser readings of it taken together."""

    topic: str
    probability: float


@dataclass(frozen=True)
class Ruling:
    """What is done, and the topics it is done with: the likeliest first, as many as would be offered.

    `nothing` is the probability that there is no wish in the words.
    """

    decision: Decision
    likely: tuple[Likely, ...]
    nothing: float = 0.0


def rule(probabilities: Mapping[str, float], accept: float, offer: float) -> Ruling:
    """Return what these probabilities make of a sentence.

    A topic is taken from `accept` up. Else two are offered, and a third from the probability `offer` up.
    """
    likely = _by_label({topic: value for topic, value in probabilities.items() if topic != NOTHING})[:MOST]
    likely = tuple(each for rank, each in enumerate(likely) if rank < FEWEST or each.probability >= offer)
    nothing = probabilities.get(NOTHING, 0.0)
    if not likely or nothing >= likely[0].probability:
        return Ruling("refuse", likely, nothing)
    if likely[0].probability >= accept:
        return Ruling("accept", likely, nothing)
    worth = sum(each.probability for each in likely) >= WORTH_OFFERING
    return Ruling("offer" if worth else "refuse", likely, nothing)


def together(rulings: Iterable[tuple[Ruling, float]], accept: float, offer: float) -> Ruling:
    """Return what rulings on several ways to hear the same words come to, each with the way's probability."""
    total: dict[str, float] = defaultdict(float)
    for ruling, share in rulings:
        total[NOTHING] += share * ruling.nothing
        for each in ruling.likely:
            total[each.topic] += share * each.probability
    return rule(total, accept, offer)


def _by_label(probabilities: Mapping[str, float]) -> tuple[Likely, ...]:
    """Return one topic for each label, the likeliest first: `safety` and `fault` are not two choices."""
    groups: dict[tuple[str, ...], dict[str, float]] = {}
    for topic, value in probabilities.items():
        shared = labels(topic)
        groups.setdefault(shared if topic == "not_fixed" else shared[:1], {})[topic] = value
    found = (_of_group(key[0], group) for key, group in groups.items())
    return tuple(sorted(found, key=lambda each: -each.probability))


def _of_group(label: str, group: Mapping[str, float]) -> Likely:
    total = sum(group.values())
    finest = max(group, key=lambda topic: group[topic])
    clear = label not in group or group[finest] >= CLEARLY_FINER * total
    return Likely(finest if clear else label, total)
