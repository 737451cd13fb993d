"""Understand the answer to an open question: somebody else knows what callers say there, and what it means."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ivr.languages.language import Language
from ivr.speech.active import ordinary_words
from ivr.speech.decoding import Decode, Job, Word
from ivr.speech.echo import is_echo
from ivr.speech.mulaw import seconds_of
from ivr.speech.reading import shares, with_confidences
from ivr.speech.recognition import Decision, Json
from ivr.speech.weighing import Decoders

LONGEST = 15.0
"""Seconds of a clip: the caller waits some 0.1 s for each."""
FEWEST = 2
"""Words: a single one is what noise is often taken for."""
WAYS, RIVALS = 10, 3
"""Hypotheses of what was expected, and of the decode without a grammar that it is compared with."""
MOST_EXPECTED = 10_000
"""Sentences that are expected at most: a decoder takes no more phrases than some 20,000."""
FAR = 1.0
"""Likelihood that expected words may lose, for each word, against any words: other speech loses more."""


@dataclass(frozen=True)
class Said:
    """One way to hear an answer, and its share of the likelihood."""

    text: str
    share: float


@dataclass(frozen=True)
class Read:
    """What an answer means, as the meaning of which grammar, and how sure that is.

    `doubted` is what is made of it where other words than those are far likelier: it is asked back at best.
    """

    meaning: Json
    grammar: str
    confidence: float
    decision: Decision = "accept"
    doubted: "Read | None" = field(default=None, compare=False)


class Reader(Protocol):
    """Knows what callers mean who answer an open question in their own words."""

    questions: frozenset[str]
    """Names of the grammars whose questions are open."""

    def expected(self, question: str) -> tuple[str, ...]:
        """Return sentences that such answers are made of, in the model's words; none where they may be anything."""
        ...

    async def read(self, heard: Sequence[Said], question: str) -> Read | None:
        """Return what the ways to hear an answer mean, the likeliest first, None where that is nothing."""
        ...


@dataclass(frozen=True)
class Answer:
    """What was said to an open question, in the model's words, and what it means."""

    words: tuple[Word, ...]
    read: Read
    seconds: float


class OpenQuestions:
    """Hears answers to open questions with a pool of decoders; holds nothing of any caller."""

    def __init__(self, pool: Decoders, reader: Reader, language: Language) -> None:
        self._pool, self._reader, self._language = pool, reader, language

    def asked(self, grammars: tuple[str, ...]) -> str:
        """Return which of these grammars is that of an open question, or nothing."""
        return next((name for name in grammars if name in self._reader.questions), "")

    def jobs(self, clip: bytes, question: str) -> list[Job]:
        """Return the decodes that an answer may take."""
        return [self._expected(clip, question), _anything(clip)]

    async def hear(self, clip: bytes, question: str, prompt: str) -> Answer | None:
        """Return what the whole clip means as an answer, None where that is nothing.

        What is sure with the sentences that were expected is compared with a decode of any words, whose words are told
        then: where the expected ones are far less likely, the meaning is doubted.
        """
        if seconds_of(clip) > LONGEST:
            return None
        job = self._expected(clip, question)
        decode = await self._pool.hear(job)
        if len(decode.words) < FEWEST or is_echo(decode.text, prompt):
            return None
        numbers = self._language.words.numbers
        heard = [Said(each.text, share) for each, share, _ in shares(decode, (), numbers, bonus=0.0)]
        read, seconds = await self._reader.read(heard, question), decode.seconds
        if read and read.decision == "accept" and job.phrases:
            anything = await self._pool.hear(_anything(clip))
            seconds += anything.seconds
            if _is_far(decode, anything):
                read = read.doubted
            decode = anything if anything.words else decode
        return Answer(with_confidences(decode.words, [decode], numbers), read, seconds) if read else None

    def _expected(self, clip: bytes, question: str) -> Job:
        sentences = self._reader.expected(question)
        phrases = (*sentences[:MOST_EXPECTED], *ordinary_words(self._language)) if sentences else None
        return Job(clip, phrases, WAYS)


def _anything(clip: bytes) -> Job:
    return Job(clip, None, RIVALS)


def _is_far(expected: Decode, anything: Decode) -> bool:
    """Return whether other words than the expected ones are much likelier, or nobody could tell."""
    if not anything.hypotheses:
        return True
    lost = anything.hypotheses[0].likelihood - expected.hypotheses[0].likelihood
    return lost > FAR * max(1, len(anything.words))
