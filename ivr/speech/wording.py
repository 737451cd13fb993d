"""Understand in free wording what fits none of the phrases that were listened for.

A free decode costs three times as much as one by a grammar, so it is made only where the caller would have been asked
again. The whole of it must fit a grammar of free wordings, so other speech and noise stay refused (docs/speech.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ivr.redaction.lexicon import harmless_words
from ivr.speech.decoding import Job, Word
from ivr.speech.echo import is_echo
from ivr.speech.grammar import Grammar, Meaning
from ivr.speech.mulaw import seconds_of
from ivr.speech.weighing import Decoders

LONGEST = 8.0
"""Seconds of a clip: the caller waits some 0.1 s for each."""
FEWEST = 2
"""Words: a single one is what noise is often taken for."""
CLEAR = 0.6
"""Share of the first meaning among all."""
CONFIDENCE = 0.9
"""Probability that a meaning found so is right where the model is sure of each word."""


@dataclass(frozen=True)
class Wording:
    """What was said, in the model's words, and what it means."""

    words: tuple[Word, ...]
    meaning: Meaning
    seconds: float

    @property
    def confidence(self) -> float:
        """Return the probability that the meaning is right: of words that noise makes up the model is less sure."""
        return CONFIDENCE * sum(word.confidence for word in self.words) / len(self.words)


class FreeWordings:
    """Finds free wordings with a pool of decoders; holds nothing of any caller."""

    def __init__(self, pool: Decoders) -> None:
        self._pool = pool

    async def find(self, clip: bytes, free: Grammar, prompt: str) -> Wording | None:
        """Return what the whole clip means under a grammar of free wordings, None for anything else."""
        if seconds_of(clip) > LONGEST:
            return None
        decode = await self._pool.hear(free_job(clip))
        if len(decode.words) < FEWEST or is_echo(decode.text, prompt):
            return None
        meanings = meanings_of(free, [word.text for word in decode.words])
        return Wording(decode.words, meanings[0], decode.seconds) if meanings and meanings[0].weight >= CLEAR else None


def free_job(clip: bytes) -> Job:
    """Return the decode of any words, each with its confidence."""
    return Job(clip, None)


def meanings_of(free: Grammar, words: Sequence[str]) -> list[Meaning]:
    """Return what the words mean, best first; one name may stand before them: "Susan, an agent please".

    A name is whatever is no ordinary word of the language, so "travel agent" stays another thing than an agent.
    """
    meanings = free.meanings(words)
    if meanings or words[0] in harmless_words(free.language.redaction):
        return meanings
    return free.meanings(words[1:])
