"""How much likelier spelled letters are as a word than as a random code, from the words that the model knows.

A caller who spells gives a name, a street or a town far more often than `MOGUGNO`; who reads a code gives anything. So
letters count as half a code, half a word: a code loses next to nothing, and of spelled names a third more are right.
The word's part is a model of four letters with absolute discounting (Ney, Essen and Kneser 1994).
"""

import math
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ivr.speech.decoding.decoys import model_words

ORDER = 4
SYMBOLS = 27
"""The border of a word, and 26 letters."""
DISCOUNT = 0.75
SHORTEST, LONGEST = 3, 14
"""Letters of the words that are learned from; fewer in a row are never taken for a word."""
MOST = 30.0
RUN = re.compile(f"[A-Z]{{{SHORTEST},}}")

Prior = Callable[[object], float]
"""How much likelier a value is than others, before anything was heard."""
Floats = npt.NDArray[np.float64]


def even(_value: object) -> float:
    """Return that every value is as likely as any other."""
    return 1.0


def spelling_prior(model: Path) -> Prior:
    """Return the prior of spelled values by the model's words; an even one where it has no list of them."""
    words = [word for word in model_words(model) if SHORTEST <= len(word) <= LONGEST and _is_plain(word)]
    if not words:
        return even
    surprise = _surprise(words)

    def prior(value: object) -> float:
        runs = RUN.findall(value) if isinstance(value, str) else []
        return math.prod(_word_or_code(surprise, run) for run in runs)

    return prior


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()


def _word_or_code(surprise: Floats, run: str) -> float:
    """Return how much likelier the letters are as half a word, half a code, than as a code."""
    letters = _padded(run.lower())
    steps = np.lib.stride_tricks.sliding_window_view(letters, ORDER)
    gain = len(run) * math.log(SYMBOLS - 1) - float(surprise[tuple(steps.T)].sum())
    return 0.5 + 0.5 * math.exp(min(gain, MOST))


def _padded(word: str) -> npt.NDArray[np.intp]:
    letters = [ord(letter) - ord("a") + 1 for letter in word]
    return np.array([0] * (ORDER - 1) + letters + [0])


def _surprise(words: Iterable[str]) -> Floats:
    """Return minus the log probability of each letter (last axis) after each three, learned from the words."""
    text = ("\0" * (ORDER - 1)).join(["", *words, ""]).encode()
    letters = np.frombuffer(text, np.uint8).astype(np.intp)
    letters = np.where(letters, letters - (ord("a") - 1), 0)
    steps = np.lib.stride_tricks.sliding_window_view(letters, ORDER)
    told = steps[(steps[:, -1] > 0) | (steps[:, -2] > 0)]
    counts = np.bincount(told @ (SYMBOLS ** np.arange(ORDER)[::-1]), minlength=SYMBOLS**ORDER)
    return np.asarray(-np.log(_smoothed(counts.reshape((SYMBOLS,) * ORDER).astype(np.float64))))


def _smoothed(counts: Floats) -> Floats:
    """Return the probabilities of the last axis; what was seen after no such letters is told by fewer of them."""
    shorter = _smoothed(counts.sum(axis=0)) if counts.ndim > 1 else np.full(SYMBOLS, 1 / SYMBOLS)
    total = counts.sum(axis=-1, keepdims=True)
    spare = DISCOUNT * (counts > 0).sum(axis=-1, keepdims=True)
    seen = (np.maximum(counts - DISCOUNT, 0) + spare * shorter) / np.maximum(total, 1)
    return np.asarray(np.where(total > 0, seen, shorter))
