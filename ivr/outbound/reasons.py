"""What a reason to call people must answer; each is told by the service that knows what it is about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ivr.outbound.people import Person


@dataclass(frozen=True)
class Reason:
    """A reason: `people` yields who has it now, in a country; `still_holds` tells whether one of them has it yet."""

    people: Callable[[str], Iterable[Person]]
    still_holds: Callable[[Mapping[str, Any]], bool]


Reasons = Mapping[str, Reason]
"""All reasons by name."""
