"""Keep a call's dialog between two webhooks, as plain JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ivr import codec
from ivr.dialog.values import Json
from ivr.identifiers import NBest, Part


class UnreadableState(Exception):
    """The stored state is not one of ours. Never start over: advance a new state with `Fault()` instead."""


@dataclass(frozen=True)
class Proposal:
    """A value that was heard or is known, but not yet taken. `sure` fills its field without a question."""

    value: Json
    sure: bool = False


@dataclass(frozen=True)
class Heard:
    """What was heard of an identifier so far; `parts` of its `length` are to be said again, one after the other.

    `told` is set once the caller was asked for the rest: silence before that is no miss.
    """

    digits: NBest
    parts: tuple[Part, ...] = ()
    length: int = 0
    told: bool = False

    @property
    def best(self) -> str:
        """Return the likeliest digits."""
        return self.digits[0][0]


@dataclass(frozen=True)
class CallState:
    """Say where a call's dialog stands.

    `awaits` is the slot the caller is being asked for; `confirming` is set while its proposed value is read back.
    `served` names the services that answered the caller, `faults` counts what broke on our side.
    `holding` is set while the caller looks for something. `keypad_only` is for good, `speech_paused` for a while.
    `agreed` are the words of each yes to an act; `sent` is the slot of the act whose command is under way.
    `languages` are those of the region, `by_keys` those of them that can't be heard.
    A state must survive `from_json(to_json())`, and old code must read what newer code wrote: see `ivr.codec`.
    """

    form: str = ""
    awaits: str = ""
    confirming: bool = False
    leaving: str = ""
    slots: Mapping[str, Json] = field(default_factory=dict)
    proposed: Mapping[str, Proposal] = field(default_factory=dict)
    denied: Mapping[str, list[Json]] = field(default_factory=dict)
    heard: Mapping[str, Heard] = field(default_factory=dict)
    noinput: int = 0
    nomatch: int = 0
    tries: Mapping[str, int] = field(default_factory=dict)
    back: tuple[tuple[str, str], ...] = ()
    said: tuple[tuple[str, Mapping[str, Json]], ...] = ()
    language: str = "en"
    easy: bool = False
    keypad_only: bool = False
    speech_paused: bool = False
    agreed: tuple[str, ...] = ()
    sent: str = ""
    holding: bool = False
    languages: tuple[str, ...] = ()
    by_keys: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    faults: int = 0

    @property
    def without_speech(self) -> bool:
        """Return whether only keys count now."""
        return self.keypad_only or self.speech_paused

    def to_json(self) -> dict[str, Any]:
        """Return the state as JSON; it holds personal values, so it is stored encrypted."""
        return codec.dump(self)

    @classmethod
    def from_json(cls, data: Json) -> "CallState":
        """Read a stored state.

        Raises:
            UnreadableState: the data are not a state.
        """
        if not isinstance(data, dict) or "form" not in data:
            raise UnreadableState("not the JSON of a call state")
        try:
            return codec.load(cls, data)
        except codec.Unreadable as error:
            raise UnreadableState(str(error)) from None
