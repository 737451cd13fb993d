"""Tell the edge what to do with the call: say, then listen, transfer, look something up, or hang up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ivr.dialog.costs import USUAL
from ivr.dialog.values import Json

Bargein = Literal["speech", "hotword", "off"]


@dataclass(frozen=True)
class Say:
    """Speak one prompt of the catalogue `audio/<language>/*.yaml`.

    With `bargein` off neither speech before its end is kept nor a word of it may be skipped by speech (keys may).
    `easy` and `keypad` choose the prompt's wording; the interpreter sets them from the call's state.
    `language` is other than the call's where a language is offered in its own words.
    """

    prompt: str
    values: Mapping[str, Json] = field(default_factory=dict)
    bargein: bool = True
    easy: bool = False
    keypad: bool = False
    language: str = ""


MOST_KEYS = 100
"""Keys that are waited for where any number may come."""


MESSAGE = "message"
"""What a message that was recorded as it is means."""


@dataclass(frozen=True)
class Keys:
    """Bound what may be typed: at most `max_digits` (None: any number), ended early by `finish_on` ("": never)."""

    max_digits: int | None = 1
    finish_on: str = ""

    @property
    def several(self) -> bool:
        """Return whether an answer may be more than one key."""
        return self.max_digits != 1

    def are_all(self, keys: str) -> bool:
        """Return whether no more keys may follow these."""
        return len(keys) >= (self.max_digits or MOST_KEYS)


KEY = Keys()
"""One key, no waiting."""


@dataclass(frozen=True, kw_only=True)
class ListenOptions:
    """Tune how an answer is heard. Times are seconds.

    `timeout` runs until the first word or key; `complete_timeout` is the silence that ends an answer which is complete,
    `incomplete_timeout` one that is not. `interdigit_timeout` is the pause after which several keys are looked at:
    those of a universal are taken, others wait for more until `timeout` is over. `sensitive` answers are never
    shown or logged in clear. `usual_digits` is how long numbers usually are: others that may go on are not complete.
    `message` is how long a message may be that is recorded as it is after a tone, from callers by keys too; 0: none is.
    """

    keys: Keys = KEY
    timeout: float = 5.0
    complete_timeout: float = 0.35
    incomplete_timeout: float = 1.2
    usual_digits: tuple[int, ...] = ()
    interdigit_timeout: float = 3.0
    bargein_speech: Bargein = "speech"
    bargein_keys: bool = True
    sensitive: bool = False
    message: float = 0.0


@dataclass(frozen=True)
class Listen(ListenOptions):
    """Wait for the caller. Grammars are references for `ivr.speech.grammar`: the field's first, then the universals.

    Keys are understood with the same grammars' DTMF twin. `speech` False means: keys only, keep no word and no sound.
    `typed` are keys that came before a pause. With `tone` a minute of a soft tone is heard first. `accept` and
    `confirm` are the confidence from which a meaning is taken, or asked back.
    """

    field: str
    grammars: tuple[str, ...]
    speech: bool = True
    typed: str = ""
    tone: bool = False
    accept: float = USUAL.accept
    confirm: float = USUAL.confirm


@dataclass(frozen=True)
class Transfer:
    """Put the caller into an agent queue; the agent is whispered the topic. A higher `priority` is taken first."""

    queue: str
    topic: str = ""
    priority: int = 0


@dataclass(frozen=True)
class Hangup:
    """End the call after the prompts before it."""


@dataclass(frozen=True)
class LookUpRequest:
    """Ask a source outside and come back with `Found` or `SourceFailed` for the same slot."""

    slot: str
    source: str
    using: Mapping[str, Json]


@dataclass(frozen=True)
class Await:
    """Wait for what comes of the command of a slot, and come back with `Acted`."""

    slot: str


Ending = Listen | Transfer | Hangup | LookUpRequest | Await
"""What a step ends with: exactly one, always last."""

Instruction = Say | Ending
