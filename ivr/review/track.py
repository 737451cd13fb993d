"""Lay the parts of a call out as one sound in which long waits are short."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ivr.review.parts import Part
from ivr.speech.mulaw import RATE, mulaw_of, samples_of

LONGEST_PAUSE = 4.0
SHORT_PAUSE = 1.5
"""What a pause that is longer takes in the sound."""
LAST = 0.5


@dataclass(frozen=True)
class Placed:
    """A part and where it stands in the sound, in seconds."""

    part: Part
    start: float
    end: float


def placed(parts: Sequence[Part]) -> list[Placed]:
    """Return where the parts, in their order, stand in the sound."""
    found, left_out, over = [], 0.0, 0.0
    for part in parts:
        pause = part.at - over
        left_out += pause - SHORT_PAUSE if pause > LONGEST_PAUSE else 0.0
        start = part.at - left_out
        length = len(part.sound) / RATE
        found.append(Placed(part, round(start, 2), round(start + length, 2)))
        over = max(over, part.at + length)
    return found


def sound_of(track: Sequence[Placed]) -> bytes:
    """Return the whole sound as mu-law."""
    end = max((each.end for each in track), default=0.0) + LAST
    mixed = np.zeros(round(end * RATE) + RATE, dtype=np.int32)
    for each in track:
        if each.part.sound:
            begin = round(each.start * RATE)
            mixed[begin : begin + len(each.part.sound)] += samples_of(each.part.sound)
    return mulaw_of(np.clip(mixed[: round(end * RATE)], -32768, 32767))
