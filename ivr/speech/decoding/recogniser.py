"""Decode one clip with Vosk. Runs only in a decoder process: bad input to Kaldi ends the process."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vosk

from ivr.speech.decoding.decoys import decoys, short_words
from ivr.speech.decoding.front import MODEL_RATE, PAD_BEFORE, prepared_sound
from ivr.speech.decoding.job import GARBAGE, BadJob, Decode, Hypothesis, Job, Word, grammar_json

NOISE_WORDS = ("nspc", "[noise]")
"""What models call a noise. It may be heard between the words of any grammar and is left out of the text."""


@dataclass(frozen=True)
class Loaded:
    """A model in memory, and the words of its vocabulary that decoys are taken from."""

    model: vosk.Model
    words: tuple[str, ...]

    def knows(self, word: str) -> bool:
        """Return whether the model can hear the word."""
        return bool(self.model.vosk_model_find_word(word) >= 0)


def load(path: str) -> Loaded:
    """Load a model."""
    return Loaded(vosk.Model(path), short_words(Path(path)))


def decode(loaded: Loaded, job: Job) -> Decode:
    """Return what the model hears in the whole clip, by a recogniser made for it alone."""
    began = time.perf_counter()
    vocabulary = _vocabulary(loaded, job)
    recogniser = _recogniser(loaded, job, vocabulary)
    sound = prepared_sound(job.mulaw)
    skipped = len(sound) / (2 * MODEL_RATE) if job.twice else 0.0
    recogniser.AcceptWaveform(sound + sound if job.twice else sound)
    reader = _Reader(vocabulary, skipped, PAD_BEFORE)
    hypotheses = reader.hypotheses(json.loads(recogniser.FinalResult()))
    return Decode(hypotheses, time.perf_counter() - began)


def _vocabulary(loaded: Loaded, job: Job) -> frozenset[str] | None:
    """Return the grammar's words that the model knows, None for a decode without grammar."""
    if job.phrases is None:
        return None
    words = {word for phrase in job.phrases for word in phrase.split()}
    known = frozenset(word for word in words if loaded.knows(word))
    if not known - {GARBAGE}:
        raise BadJob("the model knows none of the grammar's words")
    return known


def _recogniser(loaded: Loaded, job: Job, vocabulary: frozenset[str] | None) -> vosk.KaldiRecognizer:
    if vocabulary is None:
        recogniser = vosk.KaldiRecognizer(loaded.model, MODEL_RATE)
    else:
        recogniser = vosk.KaldiRecognizer(loaded.model, MODEL_RATE, grammar_json(_phrases(loaded, job, vocabulary)))
    recogniser.SetWords(True)
    if job.alternatives:
        recogniser.SetMaxAlternatives(job.alternatives)
    return recogniser


def _phrases(loaded: Loaded, job: Job, vocabulary: frozenset[str]) -> list[str]:
    """Return the phrases whose words the model knows (Vosk drops others with a log line each), noise and decoys."""
    sayable = [phrase for phrase in job.phrases or () if phrase.split() and vocabulary.issuperset(phrase.split())]
    noise = [word for word in NOISE_WORDS if loaded.knows(word)]
    return sayable + noise + decoys(loaded.words, vocabulary, job.decoys)


@dataclass(frozen=True)
class _Reader:
    """Reads Vosk's JSON, which has one shape with alternatives and another without."""

    vocabulary: frozenset[str] | None
    skipped: float
    """Seconds of sound whose words are left out."""
    padding: float
    """Seconds of the rest before the clip begins."""

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
        start, end = (max(0.0, float(word[border]) - self.skipped - self.padding) for border in ("start", "end"))
        return Word(text, start, end, float(word.get("conf", 0.0)))
