"""What a scenario expects at its end, and what was missing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ivr.simulator.engine.events import Event
from ivr.simulator.phone.matching import found

_EVERYWHERE = re.compile(r"(From|To|Caller|Called)(City|State|Zip|Country)?|(Call|Account)Sid|StirVerstat|ApiVersion")


@dataclass(frozen=True)
class Webhook:
    """A request the app must have got: its path, and fields (of its form or query) with patterns for their values."""

    path: str
    form: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        fields = ", ".join(f"{name}={value}" for name, value in self.form.items())
        return f"{self.path} ({fields})" if fields else self.path

    def matches(self, details: Mapping[str, Any]) -> bool:
        """Say whether a request is the one."""
        url = urlsplit(details["url"])
        given = {**dict(parse_qsl(url.query, keep_blank_values=True)), **details["form"]}
        values = all(name in given and found(pattern, given[name]) is not None for name, pattern in self.form.items())
        return url.path == self.path and values


@dataclass(frozen=True)
class Expect:
    """What must be true at the end: patterns as in Hear; empty means no matter.

    `notifications` None is no matter; otherwise exactly these codes.
    """

    status: str = ""
    queue: str = ""
    sms: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    twiml: tuple[str, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    notifications: tuple[int, ...] | None = None


@dataclass
class Notes:
    """What happened that expectations ask about, taken from the log."""

    queues: list[str] = field(default_factory=list)
    sms: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    requests: list[Mapping[str, Any]] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """Note an event."""
        details = event.details
        match event.name:
            case "queue" if details["queue"] not in self.queues:
                self.queues.append(details["queue"])
            case "sms":
                self.sms.append(details["body"])
            case "twiml":
                self.documents.append(details["document"])
            case "webhook":
                self.requests.append(details)
            case "notification":
                self.codes.append(details["code"])

    def last(self) -> tuple[str, ...]:
        """Return the last webhook and the last document, a line each."""
        asked = [f"the last webhook: {_request(self.requests[-1])}"] if self.requests else []
        return (*asked, *(f"the last document: {' '.join(each.split())}" for each in self.documents[-1:]))


def _request(details: Mapping[str, Any]) -> str:
    form = " ".join(f"{name}={value}" for name, value in details["form"].items() if not _EVERYWHERE.fullmatch(name))
    return f"{details['method']} {details['url']} {form}".rstrip() + f" -> {details['status'] or details['error']}"


def unmet(expect: Expect, notes: Notes, heard: str) -> list[str]:
    """Return a sentence for each expectation that does not hold (yet); the status is judged elsewhere."""
    problems = [f"expected to be said: {each}; heard: {heard}" for each in expect.said if found(each, heard) is None]
    problems += _missing("an SMS", expect.sms, notes.sms)
    problems += _missing("a document", expect.twiml, notes.documents)
    asked = sorted({urlsplit(details["url"]).path for details in notes.requests})
    for webhook in expect.webhooks:
        if not any(webhook.matches(details) for details in notes.requests):
            problems.append(f"expected a webhook: {webhook}; asked: {', '.join(asked) or 'none'}")
    if expect.queue and expect.queue not in notes.queues:
        problems.append(f"expected queue: {expect.queue}; was in: {', '.join(notes.queues) or 'none'}")
    if expect.notifications is not None and sorted(expect.notifications) != sorted(notes.codes):
        problems.append(f"expected notifications: {list(expect.notifications)}; were: {notes.codes}")
    return problems


def _missing(what: str, patterns: tuple[str, ...], texts: list[str]) -> list[str]:
    missing = [each for each in patterns if not any(found(each, text) is not None for text in texts)]
    return [f"expected {what}: {each}; were: {texts or 'none'}" for each in missing]
