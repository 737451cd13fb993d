"""From a clip to a Recognition: weigh what it may mean, judge how sure it is, decide."""

from dataclasses import replace

from ivr.speech.confidence import Model
from ivr.speech.decoding import Job, Word
from ivr.speech.echo import is_echo
from ivr.speech.listening import Listening
from ivr.speech.losses import UtteranceLost
from ivr.speech.open_question import OpenQuestions
from ivr.speech.reading import best_words, with_confidences
from ivr.speech.recognition import Decision, Recognition
from ivr.speech.weighing import Heard, Weighed, Weigher
from ivr.speech.wording import FreeWordings, free_job

ASKED_BACK = 0.45
"""Probability that an answer has at most which may as well be another word: it is asked back, not refused."""
OFFERED = 5
"""Other meanings that a recognition names."""


class Recogniser:
    """Recognises clips; holds nothing of any caller."""

    def __init__(
        self, weigher: Weigher, confidence: Model, wordings: FreeWordings, open_questions: OpenQuestions | None = None
    ) -> None:
        self._weigher, self._confidence = weigher, confidence
        self._wordings, self._open_questions = wordings, open_questions

    def jobs(self, clip: bytes, refs: tuple[str, ...]) -> list[Job]:
        """Return every kind of decode that a clip may take at a question with these grammars. Raises GrammarError."""
        asked = self._open_questions.asked(refs) if self._open_questions else ""
        freely = self._open_questions.jobs(clip, asked) if self._open_questions and asked else [free_job(clip)]
        return self._weigher.jobs(clip, refs) + freely

    async def hear(self, clip: bytes, listening: Listening) -> Heard:
        """Return what the grammars make of the clip so far. Raises GrammarError."""
        return await self._weigher.hear(clip, listening)

    async def decide(self, heard: Heard, listening: Listening) -> Recognition:
        """Return the meaning, with the probability that it is what was said; raise UtteranceLost where nobody knows."""
        weighed = await self._weigher.weigh(heard, listening)
        if weighed.rival.lost:
            raise UtteranceLost(weighed.rival.lost)
        if not weighed.rival.words or is_echo(weighed.rival.text, listening.prompt):
            return _nothing(weighed)
        confidence = self._probability(weighed)
        recognition = _recognition(weighed, confidence, listening)
        if self._open_questions and (asked := self._open_questions.asked(listening.grammars)):
            return await self._answer(self._open_questions, asked, recognition, heard, listening)
        return await self._in_free_wording(recognition, heard, listening) or recognition

    async def _answer(
        self, questions: OpenQuestions, asked: str, doubtful: Recognition, heard: Heard, listening: Listening
    ) -> Recognition:
        """Return what a clip that the grammars hardly take answers to an open question."""
        sure = doubtful.decision == "accept"
        found = None if sure else await questions.hear(heard.clip, asked, listening.prompt)
        if found is None:
            return doubtful
        read = found.read
        return replace(
            _said_freely(doubtful, found.words, found.seconds),
            interpretation=read.meaning,
            confidence=read.confidence,
            decision=read.decision,
            grammar=read.grammar,
        )

    async def _in_free_wording(self, refused: Recognition, heard: Heard, listening: Listening) -> Recognition | None:
        """Return what a refused clip means in free wording, None where that is nothing either."""
        free = heard.active.grammar.free() if refused.decision == "reject" else None
        found = await self._wordings.find(heard.clip, free, listening.prompt) if free else None
        if found is None:
            return None
        return replace(
            _said_freely(refused, found.words, found.seconds),
            interpretation=found.meaning.value,
            confidence=found.confidence,
            decision=decision(found.confidence, listening),
            grammar=found.meaning.grammar,
        )

    def _probability(self, weighed: Weighed) -> float:
        """Return how likely the words were said, shared by all that the grammar lets the same words mean."""
        evidence = weighed.evidence
        if evidence is None:
            return 0.0
        probability = self._confidence.probability(evidence, weighed.kind) * weighed.found[0].clarity
        if weighed.in_doubt:
            return min(probability, ASKED_BACK)
        return max(probability, ASKED_BACK) if weighed.may_be_no else probability


def _said_freely(refused: Recognition, words: tuple[Word, ...], seconds: float) -> Recognition:
    """Return a recognition with the words of a free decode instead; what they mean is yet to be said."""
    return replace(
        refused,
        text=" ".join(word.text for word in words),
        words=words,
        alternatives=(),
        nbest=(),
        decode_seconds=refused.decode_seconds + seconds,
        free=True,
    )


def decision(confidence: float, listening: Listening) -> Decision:
    """Return what the question's thresholds make of a confidence."""
    if confidence < listening.confirm:
        return "reject"
    return "accept" if confidence >= listening.accept else "confirm"


def _recognition(weighed: Weighed, confidence: float, listening: Listening) -> Recognition:
    first = weighed.found[0] if weighed.found else None
    numbers = weighed.heard.active.words.numbers
    words = first.words if first else best_words(weighed.decodes, numbers)
    return Recognition(
        text=" ".join(word.text for word in words),
        words=with_confidences(words, weighed.decodes, numbers),
        interpretation=first.value if first else None,
        alternatives=tuple(reading.value for reading in weighed.found[1 : OFFERED + 1]),
        confidence=confidence,
        decision=decision(confidence, listening) if first else "reject",
        grammar=first.grammar if first else "",
        clip=weighed.heard.clip,
        decode_seconds=weighed.seconds,
        latency=0.0,
        nbest=tuple((reading.value, round(reading.share, 4)) for reading in weighed.found),
    )


def _nothing(weighed: Weighed) -> Recognition:
    """Return that nobody said anything: a noise, a tone, an echo."""
    return Recognition("", (), None, (), 0.0, "reject", "", weighed.heard.clip, weighed.seconds, 0.0)
