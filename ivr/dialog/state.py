"""Keep a call's dialog between two webhooks, as plain JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from ivr.dialog.values import Json
from ivr.identifiers import Hearing, Part


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

    digits: Hearing
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
    `agreed` are the words of each yes to an act; `sent` is the slot of the act whose command is under way.
    A state must survive `from_json(to_json())`, and old code must read what newer code wrote: unknown names are
    dropped.
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
    agreed: tuple[str, ...] = ()
    sent: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the state as JSON; it holds personal values, so it is stored encrypted."""
        proposed = {slot: vars(proposal) for slot, proposal in self.proposed.items()}
        heard = {slot: vars(each) for slot, each in self.heard.items()}
        return vars(self) | {"proposed": proposed, "heard": heard}

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Read a stored state.

        Raises:
            UnreadableState: the data are not a state.
        """
        if not isinstance(data, dict) or not isinstance(data.get("form"), str):
            raise UnreadableState("not the JSON of a call state")
        known = {name: data[name] for name in (f.name for f in fields(cls)) if name in data}
        try:
            return cls(**known | _structured(known))
        except (TypeError, ValueError, AttributeError, KeyError) as error:
            raise UnreadableState(type(error).__name__) from error


def _structured(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts that JSON flattened, as they were."""
    return {
        "proposed": {
            slot: Proposal(value["value"], bool(value["sure"])) for slot, value in data.get("proposed", {}).items()
        },
        "heard": {slot: _heard(value) for slot, value in data.get("heard", {}).items()},
        "agreed": tuple(str(words) for words in data.get("agreed", ())),
        "back": tuple((str(form), str(slot)) for form, slot in data.get("back", ())),
        "said": tuple((str(prompt), dict(values)) for prompt, values in data.get("said", ())),
    }


def _heard(value: Mapping[str, Any]) -> Heard:
    digits = tuple((str(digits), float(share)) for digits, share in value["digits"])
    parts = tuple((int(start), int(stop)) for start, stop in value["parts"])
    return Heard(digits, parts, int(value["length"]), bool(value["told"]))
