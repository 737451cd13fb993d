"""Name all that can happen to a call between two steps of its dialog."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ivr.dialog.values import Json

Decided = Literal["accept", "confirm"]

UNIVERSALS = ("agent", "repeat", "back", "help", "language", "slower", "cancel", "goodbye", "keypad", "wait", "ready")
"""What callers may say or press in every field."""


@dataclass(frozen=True)
class Started:
    """The call came in. `caller` is the E.164 number shown, or None when it is withheld.

    `languages` are those that the region offers; those in `by_keys` can't be heard, so calls in them go by keys.
    `region` is what forms may know of the region; it fills a slot of that name. The call begins at `form`, by default
    at the first of the script.
    """

    caller: str | None = None
    languages: tuple[str, ...] = ()
    by_keys: tuple[str, ...] = ()
    region: Mapping[str, Json] = field(default_factory=dict)
    form: str = ""


@dataclass(frozen=True)
class Filled:
    """The caller answered within the field's grammar. Other meanings follow in `alternatives`, best first.

    `nbest` are all meanings with their shares of the likelihood, as far as they are known. With `more` this is but the
    beginning of an answer: the rest follows as the next event.
    """

    meaning: Json
    confidence: float = 1.0
    by: Literal["speech", "keys"] = "speech"
    decision: Decided = "accept"
    alternatives: tuple[Json, ...] = ()
    heard: str = ""
    nbest: tuple[tuple[Json, float], ...] = ()
    more: bool = False


@dataclass(frozen=True)
class NoInput:
    """The caller said and pressed nothing."""


@dataclass(frozen=True)
class NoMatch:
    """The caller said or pressed something that no active grammar takes, or hardly; `nbest` is what it may be."""

    heard: str = ""
    confidence: float = 0.0
    nbest: tuple[tuple[Json, float], ...] = ()


@dataclass(frozen=True)
class NotHeard:
    """The caller may have answered, but we could not hear: no miss of theirs, the question is just asked again."""


@dataclass(frozen=True)
class Universal:
    """The caller used a universal, one of `UNIVERSALS`.

    `choice` is the language that was asked for: its code, or its place among the others; nothing when it was not named.
    With `from_start` the opening was cut off: what it says must be said again.
    """

    name: str
    decision: Decided = "accept"
    choice: str = ""
    from_start: bool = False


@dataclass(frozen=True)
class Found:
    """A source answered. An empty value (None, [], {}) counts as a failed try."""

    slot: str
    value: Json


@dataclass(frozen=True)
class SourceFailed:
    """A source gave no answer in time, or a broken one."""

    slot: str


@dataclass(frozen=True)
class Acted:
    """A command came to an end, or to the end of the caller's patience (promised); `result` says what came of it."""

    slot: str
    status: Literal["done", "refused", "promised", "failed"]
    result: Json = None


@dataclass(frozen=True)
class BackFromQueue:
    """The caller left the agent queue; `result` is Twilio's QueueResult (bridged, leave, queue-full, error ...)."""

    result: str


@dataclass(frozen=True)
class Fault:
    """Something of ours broke, or the stored state can't be read: the caller gets an apology and an agent."""


Event = (
    Started | Filled | NoInput | NoMatch | NotHeard | Universal | Found | SourceFailed | Acted | BackFromQueue | Fault
)
