"""Decode one clip with Vosk. Runs only in a decoder process: bad input to Kaldi ends the process."""

import json
import time
from dataclasses import dataclass
from typing import Any

import vosk

from ivr.speech.decoding.front import MODEL_RATE, NOISE, prepared_sound
from ivr.speech.decoding.job import GARBAGE, BadJob, Decode, Hypothesis, Job, Word, grammar_json

NOISE_WORDS = ("nspc", "[noise]")
"""What models call a noise. It may be heard between the words of any grammar and is left out of the text."""

GAP_SECONDS = 0.3
GAP = (NOISE[: int(GAP_SECONDS * MODEL_RATE)]).astype("<i2").tobytes()
"""Quiet between the two times that a clip is played."""


def decode(model: vosk.Model, job: Job) -> Decode:
    """Return what the model hears in the whole clip, by a recogniser made for it alone."""
    began = time.perf_counter()
    vocabulary = _vocabulary(model, job)
    recogniser = _recogniser(model, job, vocabulary)
    sound = prepared_sound(job.mulaw)
    skip = len(sound) + len(GAP) if job.twice else 0
    recogniser.AcceptWaveform(sound + GAP + sound if job.twice else sound)
    reader = _Reader(vocabulary, skip / (2 * MODEL_RATE))
    hypotheses = reader.hypotheses(json.loads(recogniser.FinalResult()))
    return Decode(hypotheses, time.perf_counter() - began)


def _vocabulary(model: vosk.Model, job: Job) -> frozenset[str] | None:
    """Return the grammar's words that the model knows, None for a decode without grammar."""
    if job.phrases is None:
        return None
    words = {word for phrase in job.phrases for word in phrase.split()}
    known = frozenset(word for word in words if model.vosk_model_find_word(word) >= 0)
    if not known - {GARBAGE}:
        raise BadJob("the model knows none of the grammar's words")
    return known


def _recogniser(model: vosk.Model, job: Job, vocabulary: frozenset[str] | None) -> vosk.KaldiRecognizer:
    if vocabulary is None:
        recogniser = vosk.KaldiRecognizer(model, MODEL_RATE)
    else:
        recogniser = vosk.KaldiRecognizer(model, MODEL_RATE, grammar_json(_phrases(model, job, vocabulary)))
    recogniser.SetWords(True)
    if job.alternatives:
        recogniser.SetMaxAlternatives(job.alternatives)
    return recogniser


def _phrases(model: vosk.Model, job: Job, vocabulary: frozenset[str]) -> list[str]:
    """Return the phrases whose words the model knows, and the decoys: Vosk drops unknown words with a log line each."""
    sayable = [phrase for phrase in job.phrases or () if phrase.split() and vocabulary.issuperset(phrase.split())]
    extra = [word for word in job.decoys + NOISE_WORDS if word not in vocabulary]
    return sayable + [word for word in extra if model.vosk_model_find_word(word) >= 0]


@dataclass(frozen=True)
class _Reader:
    """Reads Vosk's JSON, which has one shape with alternatives and another without."""

    vocabulary: frozenset[str] | None
    skipped: float
    """Seconds of sound whose words are left out."""

    def hypotheses(self, result: dict[str, Any]) -> tuple[Hypothesis, ...]:
        if "alternatives" not in result:
            return (Hypothesis(self._words(result), 0.0),)
        return tuple(Hypothesis(self._words(each), float(each["confidence"])) for each in result["alternatives"])

    def _words(self, hypothesis: dict[str, Any]) -> tuple[Word, ...]:
        heard = [word for word in hypothesis.get("result", ()) if word["word"] not in NOISE_WORDS]
        return tuple(self._word(word) for word in heard if word["start"] + word["end"] > 2 * self.skipped - GAP_SECONDS)

    def _word(self, word: dict[str, Any]) -> Word:
        in_grammar = self.vocabulary is None or word["word"] in self.vocabulary
        text = word["word"] if in_grammar else GARBAGE
        start, end = (max(0.0, float(word[border]) - self.skipped) for border in ("start", "end"))
        return Word(text, start, end, float(word.get("conf", 0.0)))
