"""Tell personal words by what they mean and what stands around them: learned from sentences with brackets around them.

`python -m tests.bench.redaction_fit` writes the weights. Rules know the words that stand before a name; this knows a
firm, an illness or a nickname of ordinary words by the sentence that it is in.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors | None]
"""Return a row for each text; None where there is no encoder."""
WEIGHTS = Path(__file__).parent / "weights.json"
AROUND = 2
"""How many words before and after one are looked at together with it."""
LIKELY = 0.6
"""From this probability on a word is masked."""


def features(encode: Encode, words: Sequence[str], between: str) -> Vectors | None:
    """Return a row for each word: what it means, what its neighbours mean, and what the words around it mean together.

    `between` is what stands between two words of the language. None where there is no encoder.
    """
    around = [between.join(words[max(0, at - AROUND) : at + AROUND + 1]) for at in range(len(words))]
    found = encode([*words, *around])
    if found is None:
        return None
    alone, together = found[: len(words)], found[len(words) :]
    none = np.zeros((1, alone.shape[1]), np.float32)
    before, after = np.vstack([none, alone[:-1]]), np.vstack([alone[1:], none])
    return np.hstack([alone, before, after, together, np.ones((len(words), 1), np.float32)])


def likely(encode: Encode, words: Sequence[str], between: str) -> list[int]:
    """Return which words are likely to be personal."""
    rows = features(encode, words, between) if words else None
    if rows is None:
        return []
    return [int(at) for at in np.flatnonzero(1 / (1 + np.exp(-(rows @ _weights()))) >= LIKELY)]


@cache
def _weights() -> Vectors:
    return np.array(json.loads(WEIGHTS.read_text(encoding="utf-8")), np.float32)
