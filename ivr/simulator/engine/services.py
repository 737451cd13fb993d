"""What an exchange reaches the world with, and where Twilio's behaviour is a matter of choice."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.voice import PEOPLE, Voice
from ivr.simulator.engine.delivery import Delivery
from ivr.simulator.web.sockets import Connector, Socket
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


class UsesServices:
    """What an exchange does with its services; they may be exchanged while it runs."""

    def __init__(self, services: Services) -> None:
        self.random = services.random
        self._services = services

    def use(self, **parts: Any) -> None:
        """Reach the world with other parts of the services from now on, given by their names."""
        self._services = replace(self._services, **parts)

    @property
    def transport(self) -> Transport:
        """What requests to apps are sent with."""
        return self._services.transport

    @property
    def recognise(self) -> Recognise | None:
        """What gives words to sound that was not typed; None where nothing does."""
        return self._services.recognise

    def map_addresses(self, files: Mapping[str, bytes]) -> None:
        """Let files stand for addresses outside."""
        self._services.mapped.update(files)

    async def spoken(self, text: str, pitch: float = PEOPLE) -> Sound:
        """Return words as a person says them, or <Say> at its own pitch."""
        return await self._services.voice.sound(text, pitch)

    async def voice_ready(self, texts: Iterable[str]) -> None:
        """Wait until no call will wait for the voice, nor for these words of people."""
        await self._services.voice.ready(texts)

    async def open_socket(self, url: str, headers: Mapping[str, str]) -> Socket:
        """Return an open WebSocket to an app, or raise SocketError."""
        return await self._services.connector.open(url, headers)

    async def close_connections(self) -> None:
        """Let go of what is open to apps."""
        await self._services.transport.close()
        await self._services.connector.close()


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
