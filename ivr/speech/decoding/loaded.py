"""A model in memory, and recognisers of it that are kept ready: compiling one costs a third of a short decode.

After `FinalResult` Vosk begins the next clip with a fresh pipeline (`Recognizer::CleanUp` in its source), so a
recogniser that was used hears the same words as a new one; only its times go on from where the last clip ended.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import vosk

from ivr.speech.decoding.decoys import Numbered, decoys, far_from, short_words
from ivr.speech.decoding.front import MODEL_RATE
from ivr.speech.decoding.job import GARBAGE, BadJob, Job, grammar_json

NOISE_WORDS = ("nspc", "[noise]")
"""What models call a noise. It may be heard between the words of any grammar and is left out of the text."""
MOST_READY = 24
"""Recognisers that a decoder keeps; the one unused for longest goes first."""
MAX_NAMED = 16_000
"""Phrases, each counted as often as it is named, from which on they are named fewer times."""
LONGEST_USE = 1800.0
"""Seconds of sound after which a recogniser is made anew: Vosk counts its times in single precision."""

Vocabulary = frozenset[str] | None
"""The grammar's words that the model knows, None for a decode without grammar."""
Recipe = tuple[tuple[str, ...] | None, int, int, int, tuple[str, ...]]
"""What a recogniser is made of: phrases, how often each is named, numbers of alternatives and decoys, other decoys."""


@dataclass
class Ready:
    """A recogniser, and the seconds of sound that it has heard before the clip that comes next."""

    recogniser: vosk.KaldiRecognizer
    vocabulary: Vocabulary
    heard: float = 0.0

    def result(self, sound: bytes) -> str:
        """Return Vosk's JSON for 16-bit samples at MODEL_RATE."""
        self.recogniser.AcceptWaveform(sound)
        self.heard += len(sound) / (2 * MODEL_RATE)
        return str(self.recogniser.FinalResult())


@dataclass(frozen=True)
class Loaded:
    """A model in memory, the words that decoys are taken from, and the recognisers made of it."""

    model: vosk.Model
    words: tuple[Numbered, ...]
    _ready: OrderedDict[Recipe, Ready] = field(default_factory=OrderedDict)

    def ready(self, job: Job) -> Ready:
        """Return a recogniser for the job's grammar: the one kept, or a new one; raise BadJob when none can be made."""
        recipe = (job.phrases, job.named, job.alternatives, job.decoys, job.others)
        ready = self._ready.pop(recipe, None)
        if ready is None or ready.heard > LONGEST_USE:
            ready = self._made(job)
        self._ready[recipe] = ready
        if len(self._ready) > MOST_READY:
            self._ready.popitem(last=False)
        return ready

    def _made(self, job: Job) -> Ready:
        vocabulary = self._vocabulary(job.phrases)
        if vocabulary is None:
            recogniser = vosk.KaldiRecognizer(self.model, MODEL_RATE)
        else:
            recogniser = vosk.KaldiRecognizer(self.model, MODEL_RATE, grammar_json(self._phrases(job, vocabulary)))
        recogniser.SetWords(True)
        if job.alternatives:
            recogniser.SetMaxAlternatives(job.alternatives)
        return Ready(recogniser, vocabulary)

    def _numbered(self, words: Iterable[str]) -> list[Numbered]:
        """Return the words that the model knows."""
        numbers = ((self.model.vosk_model_find_word(word), word) for word in words)
        return [Numbered(number, word) for number, word in numbers if number >= 0]

    def _vocabulary(self, phrases: tuple[str, ...] | None) -> Vocabulary:
        if phrases is None:
            return None
        known = frozenset(word.text for word in self._numbered({word for phrase in phrases for word in phrase.split()}))
        if not known - {GARBAGE}:
            raise BadJob("the model knows none of the grammar's words")
        return known

    def _phrases(self, job: Job, vocabulary: frozenset[str]) -> list[str]:
        """Return the phrases whose words the model knows (Vosk drops others with a log line each), noise and decoys."""
        sayable = [phrase for phrase in job.phrases or () if phrase.split() and vocabulary.issuperset(phrase.split())]
        noise = [word.text for word in self._numbered(NOISE_WORDS)]
        return sayable * min(job.named, MAX_NAMED // len(sayable) or 1) + noise + self._decoys(job, vocabulary)

    def _decoys(self, job: Job, vocabulary: frozenset[str]) -> list[str]:
        """Return the decoys, and those of the job's other words that may be some."""
        grammar = self._numbered(vocabulary)
        return decoys(self.words, grammar, job.decoys) + far_from(self._numbered(job.others), grammar)


def load(path: str) -> Loaded:
    """Load a model."""
    return Loaded(vosk.Model(path), short_words(Path(path)))
