"""A scenario: what a caller and agents do and expect, as plain data."""

from dataclasses import dataclass, field
from datetime import datetime

from ivr.simulator.engine.delivery import Delivery
from ivr.simulator.engine.taskrouter import WorkspaceOrder
from ivr.simulator.phone.expectations import Expect

CALLER = "+12025550143"
CALLED = "+12025550100"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Something that stands in a file; `place` says on which line of which, for people."""

    place: str = field(default="", compare=False)


@dataclass(frozen=True)
class Hear(Placed):
    """Wait until a text or /regex/ has been spoken; with `within`, it must begin so soon after the last action."""

    pattern: str
    timeout: float = 30.0
    within: float = 0.0


@dataclass(frozen=True)
class Press(Placed):
    """Press keys, `w` waits half a second; after a Hear, when the prompt is over unless `barge_in`."""

    keys: str
    barge_in: bool = False


@dataclass(frozen=True)
class Say(Placed):
    """Speak words in the offline voice."""

    text: str
    barge_in: bool = False


@dataclass(frozen=True)
class Play(Placed):
    """Let a WAV file be heard, as if spoken into the phone; `words` is what it says, if known."""

    name: str
    wav: bytes
    words: str = ""
    barge_in: bool = False


@dataclass(frozen=True)
class Silence(Placed):
    """Say nothing for some seconds."""

    seconds: float
    barge_in: bool = False


@dataclass(frozen=True)
class HangUp(Placed):
    """Put the phone down."""


Step = Hear | Press | Say | Play | Silence | HangUp


@dataclass(frozen=True)
class Agent:
    """Somebody at a number (`*`: any number), or one who calls in (`calls`) or fetches from a `queue`."""

    number: str = "*"
    answer_after: float = 1.0
    busy: bool = False
    no_answer: bool = False
    failed: bool = False
    machine: bool = False
    steps: tuple[Step, ...] = ()
    calls: str = ""
    queue: str = ""
    after: float = 2.0


@dataclass(frozen=True)
class Caller:
    """Another caller of the same run, who dials after some seconds."""

    number: str
    steps: tuple[Step, ...] = ()
    after: float = 0.0


@dataclass(frozen=True)
class Scenario:
    """One call: from, to, the caller's steps, agents, other callers, expectations.

    `stay` is how many seconds of quiet the caller waits at the end, `timeout` the most the call may take,
    `callbacks` how they travel (None: as everywhere); `parameters` come with every webhook of the call,
    `clock` is when a call on the virtual clock takes place; `media` are files that stand for addresses outside,
    `taskrouter` the workers who take calls that a workflow enqueues, `payments` what
    each <Pay> comes to.
    """

    name: str = "call"
    caller: str = CALLER
    called: str = CALLED
    steps: tuple[Step, ...] = ()
    agents: tuple[Agent, ...] = ()
    others: tuple[Caller, ...] = ()
    expect: Expect = field(default_factory=Expect)
    stay: float = 10.0
    timeout: float = 600.0
    callbacks: Delivery | None = None
    parameters: dict[str, str] = field(default_factory=dict)
    clock: datetime | None = None
    media: dict[str, bytes] = field(default_factory=dict)
    taskrouter: WorkspaceOrder | None = None
    payments: tuple[dict[str, str], ...] = ()
