"""Record the prompts that have no values with the offline neural voice, once for each text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from ivr.prompts.catalogue import Catalogue
from ivr.prompts.recordings import EASY
from ivr.prompts.riff import RATE, write_wav
from ivr.prompts.sentences import sentences
from ivr.whole_files import write_whole

PAUSE = 0.7
"""Seconds between sentences in easy mode."""

SPEED, EASY_SPEED = 1.2, 0.85
QUIET, BEFORE, AFTER = 0.01, 0.03, 0.1
"""What is no sound, and how many seconds of it are left around the words: callers wait through the rest."""

MANNER = f"speed {SPEED}, easy {EASY_SPEED}, silence {BEFORE} {AFTER}"
MANNER_FILE = "manner.txt"
"""Tells how the recordings of a folder were made; others than in this manner are made anew."""

Voice = Callable[[str, float], NDArray[np.float32]]
"""Speak a text at a speed; samples of -1 to 1 at the voice's own rate."""


def render(catalogue: Catalogue, folder: Path, voice: Voice, rate: int) -> Iterator[str]:
    """Write the recordings that are missing or out of date, remove those of no prompt; yield each changed stem."""
    texts, same = catalogue.recordable(), made_here(folder)
    for stem in sorted(catalogue.recordings.keys() - texts.keys()):
        (folder / f"{stem}.wav").unlink(missing_ok=True)
        yield stem
    for stem, text in texts.items():
        known = catalogue.recordings.get(stem)
        if known is None or known.text != text or not same:
            write_whole(folder / f"{stem}.wav", recorded(text, stem.endswith(EASY), voice, rate))
            yield stem
    write_whole(folder / MANNER_FILE, MANNER.encode())


def made_here(folder: Path) -> bool:
    """Tell whether the recordings in a folder were made in the present manner, by this module."""
    manner = folder / MANNER_FILE
    return manner.exists() and manner.read_text() == MANNER


def recorded(text: str, easy: bool, voice: Voice, rate: int) -> bytes:
    """Return a text as a WAV file that carries its words; for easy mode slower, louder, with pauses."""
    sound = trimmed(_slowly(text, voice, rate) if easy else voice(text, SPEED), rate)
    loudness = 0.14 if easy else 0.09
    sound = soxr.resample(sound, rate, RATE)
    level = np.clip(sound * (loudness / (float(np.sqrt(np.mean(np.square(sound)))) or 1.0)), -0.98, 0.98)
    return write_wav((level * 32767).astype("<i2").tobytes(), text)


def trimmed(sound: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Return a sound without most of the silence before and after it."""
    loud = np.nonzero(np.abs(sound) > QUIET)[0]
    if not len(loud):
        return sound
    return sound[max(0, loud[0] - round(BEFORE * rate)) : loud[-1] + 1 + round(AFTER * rate)]


def _slowly(text: str, voice: Voice, rate: int) -> NDArray[np.float32]:
    pause = np.zeros(round(PAUSE * rate), dtype=np.float32)
    parts = [sound for sentence in sentences(text) for sound in (pause, trimmed(voice(sentence, EASY_SPEED), rate))]
    return np.concatenate(parts[1:])
