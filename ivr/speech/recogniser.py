"""From a clip to a Recognition: decode by the active grammars, find the meaning, judge how sure it is."""

from dataclasses import dataclass
from pathlib import Path

import structlog

from ivr.speech.active import ActiveGrammars
from ivr.speech.confidence import Evidence, probability
from ivr.speech.decoding import GARBAGE, Decode, DecodeFailed, Job, Pool, Word
from ivr.speech.decoys import DECOYS
from ivr.speech.grammar import Continuation, Grammar, Meaning
from ivr.speech.listening import Listening
from ivr.speech.recognition import Decision, Recognition

log = structlog.get_logger(__name__)

NOTHING = Decode((), 0.0)


@dataclass(frozen=True)
class Heard:
    """What the active grammars make of a clip so far."""

    clip: bytes
    grammar: Grammar
    decode: Decode
    continuation: Continuation

    @property
    def words(self) -> tuple[Word, ...]:
        """Return the words heard, without garbage."""
        return tuple(word for word in self.decode.words if word.text != GARBAGE)

    @property
    def text(self) -> str:
        """Return the words heard, joined, without garbage."""
        return " ".join(word.text for word in self.words)


class Recogniser:
    """Recognises clips with a pool of decoders and the grammars of one folder; holds nothing of any caller."""

    def __init__(self, pool: Pool, grammars: Path) -> None:
        self._pool = pool
        self._grammars = ActiveGrammars(grammars)

    async def hear(self, clip: bytes, listening: Listening) -> Heard:
        """Return what the grammars make of the clip; nothing when it can't be decoded. Raises GrammarError."""
        active = self._grammars.active(listening.grammars, listening.language)
        decode = await self._decode(Job(clip, active.phrases, decoys=DECOYS))
        said = [word.text for word in decode.words if word.text != GARBAGE]
        return Heard(clip, active.grammar, decode, active.grammar.expects(said))

    async def decide(self, heard: Heard, listening: Listening) -> Recognition:
        """Return the meaning, with the probability that it is what was said."""
        meanings = heard.grammar.meanings([word.text for word in heard.words]) if heard.words else []
        confidence = probability(Evidence.of(heard.decode)) if meanings else 0.0
        return Recognition(
            text=heard.decode.text,
            words=heard.decode.words,
            interpretation=meanings[0].value if meanings else None,
            alternatives=tuple(meaning.value for meaning in meanings[1:]),
            confidence=confidence,
            decision=decision(confidence, listening, meanings),
            grammar=meanings[0].grammar if meanings else "",
            clip=heard.clip,
            decode_seconds=heard.decode.seconds,
            latency=0.0,
        )

    async def _decode(self, job: Job) -> Decode:
        try:
            return await self._pool.decode(job)
        except DecodeFailed as error:
            log.warning("clip not decoded", error=str(error))
            return NOTHING


def decision(confidence: float, listening: Listening, meanings: list[Meaning]) -> Decision:
    """Return what the question's thresholds make of a confidence."""
    if not meanings or confidence < listening.confirm:
        return "reject"
    return "accept" if confidence >= listening.accept else "confirm"
