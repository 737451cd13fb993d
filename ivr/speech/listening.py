"""What a session is told when speech starts: the grammars and the timing of the question being asked."""

from dataclasses import dataclass
from typing import Literal

BargeIn = Literal["speech", "hotword", "off"]


@dataclass(frozen=True)
class Listening:
    """How to listen to one utterance. Times are seconds, thresholds probabilities."""

    grammars: tuple[str, ...]
    """References: a file's name without its suffix under the language's folder, or `builtin:digits?length=7`."""
    language: str = "en"
    accept: float = 0.8
    confirm: float = 0.4
    complete_timeout: float = 0.5
    """Silence that ends an answer that is complete but may go on (VoiceXML's completetimeout)."""
    incomplete_timeout: float = 1.2
    """Silence that ends an answer that is not complete."""
    usual_digits: tuple[int, ...] = ()
    """How many digits a number usually has; one of another length that may go on counts as not complete."""
    bargein: BargeIn = "speech"
    hints: tuple[str, ...] = ()
    """Likely answers, as words: they win among close alternatives."""
    prompt: str = ""
    """What is being played: its echo is not a caller."""
    prompt_left: float = 0.0
    """How much of it is still to play; with barge-in off, speech before its end is dropped."""
    partials: bool = False
    """Whether the first words are told before the utterance is over: they silence a prompt that may still play."""
    turn: int = 0
    """The asker's; comes back in every event."""
    max_speech: float = 30.0
