"""What speaks for and against a reading: the features of the logistic model."""

import itertools
import math
from dataclasses import astuple, dataclass, fields

import numpy as np
import numpy.typing as npt

from ivr.speech.decoding import Decode, Word
from ivr.speech.mulaw import RATE, samples_of

FRAME = 160
FURTHEST = 12.0
LONGEST_OUTSIDE = 0.2
MARGIN = 0.02
"""Seconds by which the borders of words are wrong."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Evidence:
    """The features, each a number that is about as large as one."""

    share: float
    """Log odds of the reading among all that the grammar could have heard."""
    gap: float
    """Likelihood lost against the best words of the grammar, which may mean nothing or fail a check digit."""
    lead: float
    """Log odds of the reading against the next one: what decides between two numbers with a right check digit."""
    against_rival: float
    """Likelihood lost against the best words when decoys may be heard too, for each word.

    Never above zero: winning against the rival says how few words the grammar has, not how well they were said.
    """
    worst_rival: float
    """The same in all, cut off: what is far below is not the grammar's."""
    agreement: float
    """Part of the words that the rival decode heard too, in their order."""
    length: float
    """Logarithm of the number of words."""
    pace: float
    """Seconds for each word."""
    covered: float
    """Part of the loud time that lies within words."""
    outside: float
    """The longest loud stretch outside of words, up to 0.2 s: it may be a digit that was lost."""

    @classmethod
    def signs(cls) -> tuple[int, ...]:
        """Return for each feature whether more of it speaks for the reading (1), against it (-1), or either (0)."""
        favour = ("share", "lead", "against_rival", "worst_rival", "agreement", "covered")
        known = dict.fromkeys(favour, 1) | {"gap": -1, "outside": -1}
        return tuple(known.get(name, 0) for name in cls.names())

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the features' names, in order."""
        return tuple(field.name for field in fields(cls))

    def values(self) -> tuple[float, ...]:
        """Return the features in order."""
        return astuple(self)


@dataclass(frozen=True)
class Material:
    """All that evidence is taken from."""

    clip: bytes
    words: tuple[Word, ...]
    share: float
    gap: float
    next_share: float
    heard: Decode
    rival: Decode


def evidence(material: Material) -> Evidence:
    """Return the features of one reading."""
    count = max(1, len(material.words))
    against = _likelihood(material.heard) - material.gap - _likelihood(material.rival)
    agreement = _common(material.words, material.rival.words) / count
    loud = _loud(material.clip)
    share = min(max(material.share, 1e-4), 1 - 1e-4)
    return Evidence(
        share=math.log(share / (1 - share)) / 4,
        gap=min(material.gap, FURTHEST) / 4,
        lead=min(math.log(share / max(material.next_share, 1e-6)), FURTHEST) / 4,
        against_rival=min(max(against / count, -FURTHEST), 0.0) / 4,
        worst_rival=min(max(against, -2 * FURTHEST), 0.0) / 8,
        agreement=agreement,
        length=math.log(count),
        pace=min(sum(word.end - word.start for word in material.words) / count, 1.5),
        covered=_covered(loud, material.words),
        outside=5 * min(_outside(loud, material.words), LONGEST_OUTSIDE),
    )


def _likelihood(decode: Decode) -> float:
    return decode.hypotheses[0].likelihood if decode.hypotheses else 0.0


def _common(words: tuple[Word, ...], others: tuple[Word, ...]) -> int:
    """Return how many words are in both, in the same order (longest common subsequence)."""
    row = [0] * (len(others) + 1)
    for word in words:
        above = 0
        for column, other in enumerate(others, 1):
            above, row[column] = (
                row[column],
                above + 1 if word.text == other.text else max(row[column], row[column - 1]),
            )
    return row[-1]


def _loud(clip: bytes) -> Flags:
    """Return for each frame whether it is louder than halfway between the clip's quiet and loud parts."""
    samples = samples_of(clip).astype(np.float32)
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    if len(frames) < 2:
        return np.zeros(len(frames), dtype=np.bool_)
    levels = 10 * np.log10(np.mean(frames**2, axis=1) + 1.0)
    return np.asarray(levels > np.quantile(levels, (0.1, 0.9)).mean())


def _within(count: int, words: tuple[Word, ...], margin: float = 0.0) -> Flags:
    """Return for each of so many frames whether it lies within a word."""
    times = (np.arange(count) + 0.5) * FRAME / RATE
    inside = np.zeros(count, dtype=np.bool_)
    for word in words:
        inside |= (times >= word.start - margin) & (times <= word.end + margin)
    return inside


def _covered(loud: Flags, words: tuple[Word, ...]) -> float:
    """Return the part of the loud frames that lies within words."""
    return float(np.mean(_within(len(loud), words)[loud])) if loud.any() else 0.0


def _outside(loud: Flags, words: tuple[Word, ...]) -> float:
    """Return the seconds of the longest loud stretch that lies outside of words."""
    apart = loud & ~_within(len(loud), words, MARGIN)
    stretches = (sum(frames) for outside, frames in itertools.groupby(apart) if outside)
    return float(max(stretches, default=0)) * FRAME / RATE
