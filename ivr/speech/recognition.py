"""What was recognised, and the events of a session."""

from dataclasses import dataclass
from typing import Any, Literal

from ivr.speech.decoding import Word

Json = None | bool | int | float | str | list[Any] | dict[str, Any]
Decision = Literal["accept", "confirm", "reject"]


@dataclass(frozen=True)
class Recognition:
    """What one utterance was taken for.

    `interpretation` is the grammar's meaning, None where the grammar covers nothing of it;
    `confidence` the calibrated probability that it is what was said; `decision` what the question's
    thresholds make of that. `text` is empty when no word was heard. `clip` is 8 kHz mu-law.
    `nbest` are all meanings of the first decodes with their shares of the likelihood, best first: what a number may
    have been where `alternatives` name too few. What words that mean nothing got is missing from the sum.
    """

    text: str = ""
    words: tuple[Word, ...] = ()
    interpretation: Json = None
    alternatives: tuple[Json, ...] = ()
    confidence: float = 0.0
    decision: Decision = "reject"
    grammar: str = ""
    clip: bytes = b""
    decode_seconds: float = 0.0
    latency: float = 0.0
    nbest: tuple[tuple[Json, float], ...] = ()
    free: bool = False
    """Whether these words were not listened for, and mean the same in the caller's own wording."""


@dataclass(frozen=True)
class SpeechStarted:
    """Voice was heard, `at` seconds of stream time. It may still be a cough."""

    turn: int
    at: float


@dataclass(frozen=True)
class Partial:
    """Words so far, and how much speech they come from. They may still change."""

    turn: int
    text: str
    speech_seconds: float


@dataclass(frozen=True)
class Recognised:
    """The utterance is over and decided."""

    turn: int
    recognition: Recognition


@dataclass(frozen=True)
class SpeechLost:
    """Speech had started, but what was said will never be known: understanding it failed, or took too long."""

    turn: int


SpeechEvent = SpeechStarted | Partial | Recognised | SpeechLost
