"""Decide, each 20 ms, whether a caller's voice is in the sound.

WebRTC's detector alone takes steady noise for speech; with an energy gate over the tracked noise floor
it does not (see docs/speech.md for the comparison with a neural detector, which costs 170 times as much).
"""

from collections import deque

import numpy as np
import webrtcvad

from ivr.speech.mulaw import RATE, samples_of
from ivr.speech.tones import is_key_tone

FRAME = 160
"""Bytes of mu-law in a frame."""
FRAME_SECONDS = FRAME / RATE
AGGRESSIVENESS = 2
ABOVE_FLOOR = 6.0
"""Decibels that voice stands above the noise floor."""
FLOOR_FRAMES = 100
LOWEST_FLOOR, FIRST_FLOOR, HIGHEST_FLOOR = 28.0, 50.0, 66.0
"""Decibels over one unit of 16-bit amplitude that the noise of a line is taken to be: at least, at first, at most."""
SMOOTHING = 0.3


class VoiceActivity:
    """Voice activity of one stream: give it every frame in order."""

    def __init__(self) -> None:
        self._detector = webrtcvad.Vad(AGGRESSIVENESS)
        self._levels: deque[float] = deque([FIRST_FLOOR], maxlen=FLOOR_FRAMES)
        self._level = FIRST_FLOOR

    def is_voice(self, frame: bytes) -> bool:
        """Return whether this frame of 160 mu-law bytes holds voice; a keypad tone does not."""
        samples = samples_of(frame)
        floats = samples.astype(np.float32)
        level = 10 * float(np.log10(floats @ floats / FRAME + 1.0))
        floor = self._floor(level)
        if level < floor + ABOVE_FLOOR or not self._detector.is_speech(samples.tobytes(), RATE):
            return False
        return not is_key_tone(floats)

    def _floor(self, level: float) -> float:
        """Return the lowest smoothed level of the last two seconds, within what a telephone line can be."""
        self._level += SMOOTHING * (level - self._level)
        self._levels.append(self._level)
        return min(max(min(self._levels), LOWEST_FLOOR), HIGHEST_FLOOR)
