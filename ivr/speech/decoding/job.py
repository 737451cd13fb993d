"""What a decoder is asked and what it answers: plain values that go over a socket as JSON."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from ivr.speech.losses import Reason

GARBAGE = "[unk]"
"""The word that stands for sounds outside the grammar."""
MAX_PHRASES = 20_000
MAX_GRAMMAR_BYTES = 1 << 20


@dataclass(frozen=True)
class Word:
    """A word heard: seconds from the clip's start, and Vosk's own confidence (not to be trusted alone)."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True)
class Hypothesis:
    """One way to hear the whole clip. `likelihood` is a natural logarithm; only differences mean something."""

    words: tuple[Word, ...]
    likelihood: float

    @property
    def text(self) -> str:
        """Return the words, joined."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Decode:
    """What a decoder heard in a clip: at least one hypothesis, best first; none where the clip was `lost`, and why."""

    hypotheses: tuple[Hypothesis, ...]
    seconds: float
    lost: Reason | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """Return the words of the best hypothesis."""
        return self.hypotheses[0].words if self.hypotheses else ()

    @property
    def text(self) -> str:
        """Return the words of the best hypothesis, joined."""
        return self.hypotheses[0].text if self.hypotheses else ""


NOTHING = Decode((), 0.0)


class BadJob(Exception):
    """The job would crash or hang Kaldi, so it was not given to it. Asking again will not help."""


@dataclass(frozen=True)
class Job:
    """One clip to decode: `phrases` that may be heard, or None for any words of the model's language.

    `alternatives` 0 gives one hypothesis whose words have confidences; more gives so many hypotheses with
    likelihoods and words without confidences (Vosk can't do both at once). So many `decoys`, words of
    the model's own, may be heard as well and come back as `[unk]`: the garbage of models that have none.
    `others` are decoys of the asker's own choice; what sounds like a word of the grammar is left out of both.
    Each phrase is `named` so many times: the more often, the less likely its words are elsewhere.
    `twice` plays the clip to the model two times and takes the second: by then it has adapted to the caller.
    `speed` other than 1 plays it faster and higher, or slower and lower: to the model that is another voice.
    `raw` leaves its noise as it is: suppressing what is none costs a sound here and there.
    """

    mulaw: bytes
    phrases: tuple[str, ...] | None
    alternatives: int = 0
    decoys: int = 0
    named: int = 1
    others: tuple[str, ...] = ()
    twice: bool = False
    speed: float = 1.0
    raw: bool = False


def grammar_json(phrases: list[str]) -> str:
    """Return phrases as the JSON that Vosk takes; raise BadJob for what crashes it."""
    if not phrases or len(phrases) > MAX_PHRASES or any("\x00" in phrase or not phrase.strip() for phrase in phrases):
        raise BadJob(f"{len(phrases)} phrases, or an empty one or a NUL among them")
    grammar = json.dumps(phrases, ensure_ascii=False)
    if len(grammar.encode()) > MAX_GRAMMAR_BYTES:
        raise BadJob("grammar too large")
    return grammar


def encode_answer(decode: Decode) -> bytes:
    """Return a decode as JSON."""
    return json.dumps(asdict(decode), ensure_ascii=False).encode()


def decode_answer(data: bytes) -> Decode:
    """Return the decode of an answer; raise BadJob when the answer says so."""
    answer: dict[str, Any] = json.loads(data)
    if "bad_job" in answer:
        raise BadJob(answer["bad_job"])
    hypotheses = tuple(
        Hypothesis(tuple(Word(**word) for word in hypothesis["words"]), hypothesis["likelihood"])
        for hypothesis in answer["hypotheses"]
    )
    return Decode(hypotheses, answer["seconds"])
