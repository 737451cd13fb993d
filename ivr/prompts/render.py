"""Record the prompts that have no values with the offline neural voice, once for each text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from ivr.prompts.catalogue import Catalogue
from ivr.prompts.riff import RATE, write_wav

LOUDNESS = {"text": 0.09, "easy": 0.14}
SPEED = {"text": 1.0, "easy": 0.85}

Voice = Callable[[str, float], NDArray[np.float32]]
"""Speak a text at a speed; samples of -1 to 1 at the voice's own rate."""


def render(catalogue: Catalogue, folder: Path, voice: Voice, rate: int) -> Iterator[str]:
    """Write the recordings that are missing or out of date, remove those of no prompt; yield each changed stem."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = catalogue.recordable()
    for stem in sorted(catalogue.recordings.keys() - texts.keys()):
        (folder / f"{stem}.wav").unlink()
        yield stem
    for stem, text in texts.items():
        known = catalogue.recordings.get(stem)
        if known is None or known.text != text:
            (folder / f"{stem}.wav").write_bytes(_recorded(text, stem, voice, rate))
            yield stem


def _recorded(text: str, stem: str, voice: Voice, rate: int) -> bytes:
    wording = "easy" if stem.endswith(".easy") else "text"
    sound = soxr.resample(voice(text, SPEED[wording]), rate, RATE)
    loudness = float(np.sqrt(np.mean(np.square(sound)))) or 1.0
    level = np.clip(sound * (LOUDNESS[wording] / loudness), -0.98, 0.98)
    return write_wav((level * 32767).astype("<i2").tobytes(), text)
