"""What a call is answered: the document of a turn, and the reply that is kept with the call.

A request that comes twice gets the same bytes twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ivr import codec
from ivr.dialog.instructions import Ending, Listen
from ivr.prompts import Prompt
from ivr.storage import Json
from ivr.turn.inputs import Input, Utterance
from ivr.turn.transport import BY_STREAM, NO_CHANGE, Change, Mode, Transport

MAY_LAST = 1.3
"""Times its estimate that a prompt may play."""

TONE_SECONDS = 60.0
"""How long callers may look for something undisturbed."""


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


@dataclass(frozen=True)
class Reply:
    """The document of a turn, and what must be known to take the next input.

    `turn` is the number in the document's URLs. `prompt` is the text of its prompts, which play for about `seconds`
    from `at`, and for `guarded_seconds` whatever the caller says. `listen` is None when nobody is asked anything;
    `pending` is the slot a slow look-up will fill. `new` tells whether the input just taken made the document, or
    another input had won. `played` is the turn of the document that the caller is in: an earlier one when this one only
    waits for the rest of an answer. `since` is the turn in which that answer began. Without them it is the reply's own.
    """

    turn: int
    twiml: str
    at: datetime
    language: str = "en"
    prompt: str = ""
    seconds: float = 0.0
    guarded_seconds: float = 0.0
    listen: Listen | None = None
    pending: str = ""
    transport: Transport = BY_STREAM
    played: int | None = None
    since: int | None = None
    new: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return the reply as JSON; it holds what the caller was told, so it is stored encrypted."""
        data = codec.dump(self)
        del data["new"]
        return data

    @classmethod
    def from_json(cls, data: Json) -> "Reply":
        """Read a stored reply; it is not new. Raises codec.Unreadable."""
        return replace(codec.load(cls, data), new=False)

    @property
    def played_turn(self) -> int:
        """Return the turn of the document that the caller is in."""
        return self.turn if self.played is None else self.played

    @property
    def first_turn(self) -> int:
        """Return the turn in which the answer began that is being given."""
        return self.turn if self.since is None else self.since

    @property
    def is_final(self) -> bool:
        """Return whether nothing more is asked: the call is handed over or ends."""
        return self.listen is None and not self.pending

    @property
    def is_quiet(self) -> bool:
        """Return whether its document is not for the caller now: nothing changes but what is known."""
        return self.played_turn != self.turn

    def takes(self, turn: int | None, given: Input) -> bool:
        """Return whether an input of that turn is still one of now: speech is, if it belongs to the same answer."""
        spoken = isinstance(given, Utterance) and self.transport.mode == "stream"
        return turn in (None, self.turn, self.played_turn) or (spoken and self.first_turn <= (turn or 0) <= self.turn)

    def elapsed(self, now: datetime) -> float:
        """Return the seconds since the document was made."""
        return max(0.0, (now - self.at).total_seconds())

    def guarded_left(self, now: datetime) -> float:
        """Return about how many seconds no speech may break in."""
        return max(0.0, self.guarded_seconds - self.elapsed(now))

    def prompt_left(self, now: datetime) -> float:
        """Return about how many seconds of its prompts are still to play."""
        return max(0.0, self.seconds - self.elapsed(now))

    def may_play(self, now: datetime) -> bool:
        """Return whether its prompts may still be heard; how long they last is an estimate."""
        return self.elapsed(now) < self.seconds * MAY_LAST
