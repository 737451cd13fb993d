"""The log of all that happens, one event after the other."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ivr.simulator.engine.clock import Clock


@dataclass(frozen=True)
class Event:
    """Something that happened, when, in which call (empty: in none), and its details."""

    at: float
    name: str
    call: str
    details: Mapping[str, Any]

    def line(self) -> str:
        """Return the event as one line of JSON."""
        head: dict[str, Any] = {"at": self.at, "event": self.name}
        return json.dumps({**head, **({"call": self.call} if self.call else {}), **self.details}, ensure_ascii=False)


Sink = Callable[[Event], None]


class Log:
    """Tells every event to those who asked for it, and keeps nothing itself."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.sinks: list[Sink] = []

    def emit(self, name: str, call: str = "", /, **details: Any) -> Event:
        """Report an event that happens now."""
        event = Event(round(self._clock.now(), 3), name, call, details)
        for sink in tuple(self.sinks):
            sink(event)
        return event
