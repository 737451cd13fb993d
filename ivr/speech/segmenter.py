"""Cut a stream of frames into utterances: pre-roll, onset, and nothing while nobody speaks."""

from collections import deque

from ivr.speech.utterance import Utterance
from ivr.speech.voice import FRAME, FRAME_SECONDS, VoiceActivity

PREROLL_FRAMES = 20
"""Sound kept from before the onset (0.4 s), so that no first syllable is lost."""
ONSET_FRAMES, ONSET_WINDOW = 4, 6
"""Voice starts when so many of the last so many frames hold some: a click does not."""
RESUME_FRAMES, RESUME_WINDOW = 2, 3
"""Voice goes on after a pause when so many of the last so many frames hold some."""


class Segmenter:
    """Give it frames; it grows `utterance`, which is None while nobody speaks."""

    def __init__(self, max_speech: float) -> None:
        self.utterance: Utterance | None = None
        self._max_speech = max_speech
        self._activity = VoiceActivity()
        self._preroll: deque[bytes] = deque(maxlen=PREROLL_FRAMES)
        self._recent: deque[bool] = deque(maxlen=ONSET_WINDOW)
        self._frames = 0

    @property
    def now(self) -> float:
        """Return the stream's time in seconds."""
        return self._frames * FRAME_SECONDS

    def take(self, frame: bytes) -> Utterance | None:
        """Take the next frame of 160 bytes; return the utterance when one starts with it."""
        assert len(frame) == FRAME
        self._frames += 1
        self._recent.append(self._activity.is_voice(frame))
        if self.utterance is not None:
            self.utterance.add(frame, self._goes_on())
            return None
        self._preroll.append(frame)
        return self._begin() if sum(self._recent) >= ONSET_FRAMES else None

    def close(self) -> None:
        """End the open utterance: the next onset starts another."""
        self.utterance = None
        self._recent.clear()

    def _goes_on(self) -> bool:
        return sum(list(self._recent)[-RESUME_WINDOW:]) >= RESUME_FRAMES

    def _begin(self) -> Utterance:
        voiced = sum(self._recent) * FRAME_SECONDS
        self.utterance = Utterance(b"".join(self._preroll), self.now - voiced, self._max_speech)
        self.utterance.speech_seconds = voiced
        self._preroll.clear()
        return self.utterance
