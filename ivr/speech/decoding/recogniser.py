"""Decode one clip with Vosk. Runs only in a decoder process: bad input to Kaldi ends the process."""

import json
import time
from typing import Any

import numpy as np
import vosk

from ivr.speech.decoding.job import GARBAGE, BadJob, Decode, Hypothesis, Job, Word, grammar_json
from ivr.speech.mulaw import RATE, samples_of

COMFORT_LEVEL = 4.0
_COMFORT_NOISE = np.random.default_rng(0).normal(scale=COMFORT_LEVEL, size=RATE).astype(np.float32)


def decode(model: vosk.Model, job: Job) -> Decode:
    """Return what the model hears in the whole clip, by a recogniser made for it alone."""
    began = time.perf_counter()
    vocabulary = _vocabulary(model, job)
    recogniser = _recogniser(model, job, vocabulary)
    recogniser.AcceptWaveform(_sound(job.mulaw))
    hypotheses = _hypotheses(json.loads(recogniser.FinalResult()), vocabulary)
    return Decode(hypotheses, time.perf_counter() - began)


def _sound(mulaw: bytes) -> bytes:
    """Return the samples with a little noise, always the same: digital silence is a sound no model has learned."""
    samples = samples_of(mulaw).astype(np.float32)
    noise = np.resize(_COMFORT_NOISE, len(samples))
    return bytes(np.clip(samples + noise, -32768, 32767).astype("<i2"))


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
        recogniser = vosk.KaldiRecognizer(model, RATE)
    else:
        recogniser = vosk.KaldiRecognizer(model, RATE, grammar_json(_phrases(job, vocabulary)))
    recogniser.SetWords(True)
    if job.alternatives:
        recogniser.SetMaxAlternatives(job.alternatives)
    return recogniser


def _phrases(job: Job, vocabulary: frozenset[str]) -> list[str]:
    """Return the phrases whose words the model knows, and the decoys: Vosk drops unknown words with a log line each."""
    sayable = [phrase for phrase in job.phrases or () if phrase.split() and vocabulary.issuperset(phrase.split())]
    return sayable + [decoy for decoy in job.decoys if decoy not in vocabulary]


def _hypotheses(result: dict[str, Any], vocabulary: frozenset[str] | None) -> tuple[Hypothesis, ...]:
    """Return the hypotheses of Vosk's JSON, which has one shape with alternatives and another without."""
    if "alternatives" in result:
        return tuple(
            Hypothesis(_words(hypothesis, vocabulary), float(hypothesis["confidence"]))
            for hypothesis in result["alternatives"]
        )
    return (Hypothesis(_words(result, vocabulary), 0.0),)


def _words(hypothesis: dict[str, Any], vocabulary: frozenset[str] | None) -> tuple[Word, ...]:
    return tuple(_word(word, vocabulary) for word in hypothesis.get("result", ()))


def _word(word: dict[str, Any], vocabulary: frozenset[str] | None) -> Word:
    in_grammar = vocabulary is None or word["word"] in vocabulary
    text = word["word"] if in_grammar else GARBAGE
    return Word(text, float(word["start"]), float(word["end"]), float(word.get("conf", 0.0)))
