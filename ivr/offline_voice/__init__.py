"""Voices that speak on this machine, for recordings of prompts, sentences with values, and known clips.

`hibari` is a neural voice for English. All other names are voices of eSpeak NG, which is robotic but speaks a hundred
languages; it is a separate program library under the GPL-3, loaded only here, and only where it is installed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


class NoVoice(Exception):
    """There is no such voice on this machine; asking again will not help."""


@dataclass(frozen=True)
class OfflineVoice:
    """A voice: `speak(text, speed)` returns samples of -1 to 1 at `rate`."""

    speak: Callable[[str, float], Samples]
    rate: int


def is_installed(name: str) -> bool:
    """Tell whether a voice's library is on this machine, without loading it."""
    return find_spec("hibari" if name == "hibari" else "espeakng_loader") is not None


def offline_voice(name: str) -> OfflineVoice:
    """Return a voice by its name; loading it takes a moment.

    Raises:
        NoVoice: it is not installed.
    """
    if name == "hibari":
        from hibari import SAMPLE_RATE, Hibari  # loads a neural network: only where something is spoken

        hibari = Hibari()
        return OfflineVoice(lambda text, speed: np.asarray(hibari(text, speed=speed, seed=1)), SAMPLE_RATE)
    from ivr.offline_voice.espeak import Espeak

    espeak = Espeak(name)
    return OfflineVoice(espeak.speak, espeak.rate)
