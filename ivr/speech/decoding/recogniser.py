"""Decode one clip with Vosk. Runs only in a decoder process: bad input to Kaldi ends the process."""

import json
import time
from dataclasses import dataclass
from typing import Any

from ivr.speech.decoding.front import prepared_sound
from ivr.speech.decoding.job import GARBAGE, Decode, Hypothesis, Job, Word
from ivr.speech.decoding.loaded import NOISE_WORDS, Loaded, Vocabulary


def decode(loaded: Loaded, job: Job) -> Decode:
    """Return what the model hears in the whole clip, whatever it heard before; raise BadJob."""
    began = time.perf_counter()
    ready = loaded.ready(job)
    sound = prepared_sound(job.mulaw, job.speed, raw=job.raw)
    skipped = sound.seconds if job.twice else 0.0
    reader = _Reader(ready.vocabulary, ready.heard + skipped, sound.padding, job.speed)
    hypotheses = reader.hypotheses(json.loads(ready.result(sound.samples * (2 if job.twice else 1))))
    return Decode(hypotheses, time.perf_counter() - began)


@dataclass(frozen=True)
class _Reader:
    """Reads Vosk's JSON, which has one shape with alternatives and another without."""

    vocabulary: Vocabulary
    skipped: float
    """Seconds of sound whose words are left out."""
    padding: float
    """Seconds of the rest before the clip begins."""
    speed: float
    """Seconds of the clip in a second of what the model heard."""

    def hypotheses(self, result: dict[str, Any]) -> tuple[Hypothesis, ...]:
        if "alternatives" not in result:
            return (Hypothesis(self._words(result), 0.0),)
        return tuple(Hypothesis(self._words(each), float(each["confidence"])) for each in result["alternatives"])

    def _words(self, hypothesis: dict[str, Any]) -> tuple[Word, ...]:
        heard = [word for word in hypothesis.get("result", ()) if word["word"] not in NOISE_WORDS]
        return tuple(self._word(word) for word in heard if word["start"] + word["end"] > 2 * self.skipped)

    def _word(self, word: dict[str, Any]) -> Word:
        in_grammar = self.vocabulary is None or word["word"] in self.vocabulary
        text = word["word"] if in_grammar else GARBAGE
        start, end = (self._time(float(word[border])) for border in ("start", "end"))
        return Word(text, start, end, float(word.get("conf", 0.0)))

    def _time(self, seconds: float) -> float:
        return round(max(0.0, seconds - self.skipped - self.padding) * self.speed, 3)
