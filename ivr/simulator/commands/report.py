"""Events for people and for programs."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

from ivr.simulator.engine.events import Event

_LINES = {
    "prompt": "  hears    {text}",
    "utterance": "  says     {text}",
    "recognised": "  was heard saying  {text}",
    "key": "  presses  {key}",
    "call": "  call     {status}  {from} -> {to}",
    "queue": "  queue    {queue}: {state}",
    "sms": "  sms      {from} -> {to}: {body}",
    "notification": "  {level}  {code} {message}",
    "recording": "  recorded {seconds} s",
    "skipped": "  skipped  {verb}: not simulated",
    "nobody": "  nobody answers at {number}: no agent is listed there",
    "fault": "  FAULT    {error}",
}


def for_people(name: str, at: float, details: Mapping[str, Any], who: str = "") -> str | None:
    """Return an event as a line for a person, with who it is about if told; None for one that is only noise to them."""
    pattern = _LINES.get(name)
    return None if pattern is None else f"{at:7.2f}{f'  {who}' if who else ''}{pattern.format(**details)}"


class Legs:
    """Knows whose calls are whose: lines of the caller bear no name, those of everybody else bear theirs."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def name(self, name: str, call: str, details: Mapping[str, Any]) -> str:
        """Take note of an event, and return the number of the one whom it is about: empty for the first caller."""
        if name == "call":
            called = str(details.get("direction", "inbound")).startswith("outbound")
            self._numbers.setdefault(call, str(details["to" if called else "from"]))
            return ""
        first = next(iter(self._numbers), call)
        return "" if call == first else self._numbers.get(call, "")


class Audience:
    """Who is told of events: a person always, a program when it asked for lines."""

    def __init__(self, lines: TextIO | None, people: TextIO) -> None:
        self._lines = lines
        self._legs = Legs()
        self.people = people

    def take(self, event: Event) -> None:
        """Tell an event of this process."""
        self._told(event.line(), event.name, event.at, event.call, event.details)

    def tell(self, event: Mapping[str, Any]) -> None:
        """Tell an event that came as JSON data."""
        self._told(json.dumps(event, ensure_ascii=False), event["event"], event["at"], event.get("call", ""), event)

    def _told(self, line: str, name: str, at: float, call: str, details: Mapping[str, Any]) -> None:
        if self._lines is not None:
            print(line, file=self._lines, flush=True)
        words = for_people(name, at, details, self._legs.name(name, call, details))
        if words is not None:
            print(words, file=self.people, flush=True)


@contextmanager
def lines_to(target: str) -> Iterator[TextIO | None]:
    """Open where JSON lines go: a file, `-` for standard output, or nothing."""
    if target == "-":
        yield sys.stdout
    elif target:
        with open(target, "w", encoding="utf-8") as file:
            yield file
    else:
        yield None


def verdict(details: Mapping[str, Any], out: TextIO) -> int:
    """Print how a scenario ended and return the exit status."""
    if details["ok"]:
        print(f"ok: {details['scenario']} ({details['seconds']:.1f} s, {details['status']})", file=out)
        return 0
    print(f"FAILED: {details['scenario']} ({details['seconds']:.1f} s, {details['status']})", file=out)
    for line in (*details["problems"], *details["then"]):
        print(f"  {line}", file=out)
    return 1
