"""Events for people and for programs."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

from ivr.simulator.events import Event, Sink

_LINES = {
    "prompt": "  hears    {text}",
    "utterance": "  says     {text}",
    "key": "  presses  {key}",
    "call": "  call     {status}  {from} -> {to}",
    "queue": "  queue    {queue}: {state}",
    "sms": "  sms      to {to}: {body}",
    "notification": "  {level}  {code} {message}",
    "recording": "  recorded {seconds} s",
    "nobody": "  nobody answers at {number}: no agent is listed there",
    "fault": "  FAULT    {error}",
}


def for_people(name: str, at: float, details: Mapping[str, Any]) -> str | None:
    """Return an event as a line for a person, or None for one that is only noise to them."""
    pattern = _LINES.get(name)
    return None if pattern is None else f"{at:7.2f}{pattern.format(**details)}"


def printer(out: TextIO) -> Sink:
    """Return a sink that prints what a person wants to see."""

    def take(event: Event) -> None:
        line = for_people(event.name, event.at, event.details)
        if line is not None:
            print(line, file=out, flush=True)

    return take


def tell(event: Mapping[str, Any], lines: TextIO | None, people: TextIO) -> None:
    """Report an event that came as JSON data: to a program as a line, to a person as they like it."""
    if lines is not None:
        print(json.dumps(event, ensure_ascii=False), file=lines, flush=True)
    told = for_people(event["event"], event["at"], event)
    if told is not None:
        print(told, file=people, flush=True)


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
    for problem in details["problems"]:
        print(f"  {problem}", file=out)
    return 1
