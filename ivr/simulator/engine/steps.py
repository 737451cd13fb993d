"""Where a call goes next: to another document, or to its end."""

from dataclasses import dataclass, field

from ivr.simulator.web.signature import Form


@dataclass(frozen=True)
class Goto:
    """Ask the app for the next document; `extra` is added to the call's parameters."""

    url: str
    method: str = "POST"
    extra: Form = field(default_factory=list)


@dataclass(frozen=True)
class Inline:
    """A document given by REST instead of a URL."""

    twiml: str


@dataclass(frozen=True)
class End:
    """The call ends, with this status."""

    status: str = "completed"


@dataclass(frozen=True)
class Left:
    """A caller in a queue left it by <Leave>."""


Source = Goto | Inline
Next = Goto | Inline | End | Left | None
