"""What one document of a call is made from, before it becomes TwiML."""

from collections.abc import Callable
from dataclasses import dataclass

from ivr.dialog.instructions import Ending, Listen
from ivr.prompts import Spoken
from ivr.turn.transport import NO_CHANGE, Change, Mode

TONE_SECONDS = 60.0
"""How long callers may look for something undisturbed."""


@dataclass(frozen=True)
class Prompt:
    """One prompt as it is heard, about `seconds` long; without `bargein` it is played to its end."""

    spoken: Spoken
    seconds: float
    bargein: bool = True


@dataclass(frozen=True)
class Document:
    """Prompts, then one ending, for one turn of one call."""

    call_sid: str
    turn: int
    language: str
    prompts: tuple[Prompt, ...]
    ending: Ending
    mode: Mode = "stream"
    change: Change = NO_CHANGE

    @property
    def text(self) -> str:
        """Return what the caller hears, as text."""
        return " ".join(prompt.spoken.text for prompt in self.prompts)

    @property
    def seconds(self) -> float:
        """Return about how long its prompts play, with the tone after them."""
        tone = TONE_SECONDS if isinstance(self.ending, Listen) and self.ending.tone else 0.0
        return sum(prompt.seconds for prompt in self.prompts) + tone

    @property
    def guarded_seconds(self) -> float:
        """Return how long its prompts play until speech may break in."""
        last = max((i for i, prompt in enumerate(self.prompts, 1) if not prompt.bargein), default=0)
        return sum(prompt.seconds for prompt in self.prompts[:last])


Render = Callable[[Document], str]
"""Return a document's TwiML."""
