"""An account: its keys, its numbers, and all that belongs to it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hook:
    """Where the app is asked: a URL and a method."""

    url: str
    method: str = "POST"


@dataclass(frozen=True)
class Hooks:
    """The app's URLs for a call, as a number or a REST request names them."""

    voice: Hook | None = None
    fallback: Hook | None = None
    status: Hook | None = None
    status_events: tuple[str, ...] = ("completed",)


@dataclass
class Number:
    """A number of ours that callers can dial."""

    sid: str
    number: str
    name: str
    hooks: Hooks
    sms: Hook | None = None


@dataclass
class Account:
    """Credentials, and the numbers bought with them."""

    sid: str
    token: str
    name: str = "Simulator"
    numbers: dict[str, Number] = field(default_factory=dict)
