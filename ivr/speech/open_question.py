"""Understand the answer to an open question: somebody else knows what the words of a free decode mean."""

from dataclasses import dataclass
from typing import Protocol

from ivr.speech.decoding import Job, Word
from ivr.speech.echo import is_echo
from ivr.speech.mulaw import seconds_of
from ivr.speech.recognition import Decision, Json
from ivr.speech.weighing import Decoders

LONGEST = 15.0
"""Seconds of a clip: the caller waits some 0.1 s for each."""
FEWEST = 2
"""Words: a single one is what noise is often taken for."""


@dataclass(frozen=True)
class Read:
    """What an answer means, as the meaning of which grammar, and how sure that is."""

    meaning: Json
    grammar: str
    confidence: float
    decision: Decision = "accept"


class Reader(Protocol):
    """Knows what callers mean who answer an open question in their own words."""

    questions: frozenset[str]
    """Names of the grammars whose questions are open."""

    async def read(self, text: str, question: str) -> Read | None:
        """Return what the words mean as an answer to a question, None where that is nothing."""
        ...


@dataclass(frozen=True)
class Answer:
    """What was said to an open question, in the model's words, and what it means."""

    words: tuple[Word, ...]
    read: Read
    seconds: float


class OpenQuestions:
    """Hears answers to open questions with a pool of decoders; holds nothing of any caller."""

    def __init__(self, pool: Decoders, reader: Reader) -> None:
        self._pool, self._reader = pool, reader

    def asked(self, grammars: tuple[str, ...]) -> str:
        """Return which of these grammars is that of an open question, or nothing."""
        return next((name for name in grammars if name in self._reader.questions), "")

    async def hear(self, clip: bytes, question: str, prompt: str) -> Answer | None:
        """Return what the whole clip means as an answer, None where that is nothing."""
        if seconds_of(clip) > LONGEST:
            return None
        decode = await self._pool.hear(Job(clip, None))
        if len(decode.words) < FEWEST or is_echo(decode.text, prompt):
            return None
        read = await self._reader.read(decode.text, question)
        return Answer(decode.words, read, decode.seconds) if read else None
