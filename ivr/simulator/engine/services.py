"""What an exchange reaches the world with, and where Twilio's behaviour is a matter of choice."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from ivr.simulator.audio.voice import Voice
from ivr.simulator.engine.delivery import Delivery
from ivr.simulator.web.sockets import Connector
from ivr.simulator.web.transport import Transport

Recognise = Callable[[bytes, str, tuple[str, ...]], Awaitable[tuple[str, float]]]


@dataclass(frozen=True)
class Services:
    """HTTP, WebSockets, a voice, randomness, perhaps a recogniser, and files that stand for addresses outside."""

    transport: Transport
    connector: Connector
    voice: Voice
    random: Random
    recognise: Recognise | None = None
    mapped: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Behaviour:
    """Where Twilio's behaviour is undocumented or a matter of luck: choose.

    `interrupted_gather`: is the action of a Gather or Record asked when a live update
    interrupts it? `never`, `discard` (asked, its reply ignored) or `random`.
    `parameters` are added to every voice webhook, or take the place of a geo parameter.
    `delivery` is how callbacks travel; a call may have its own. Of the calls the app places, at most
    `calls_a_second` begin, the others stay queued; 0 is no limit.
    """

    interrupted_gather: str = "never"
    parameters: dict[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)
    calls_a_second: float = 0.0
