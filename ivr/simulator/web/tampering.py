"""What a bad network does, on purpose: the next webhook comes late, or twice."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from ivr.simulator.web.transport import Request, Response, Transport

LONGEST = 60.0


@dataclass(frozen=True)
class Trick:
    """What happens to one webhook: it is kept back for `seconds`, then sent once or twice at the same time."""

    seconds: float = 0.0
    twice: bool = False


@dataclass(frozen=True)
class Tampered:
    """A webhook a trick was played on, and what the app answered to it: one response, or two."""

    call: str
    request: Request
    trick: Trick
    responses: tuple[Response, ...]

    @property
    def same(self) -> bool:
        """Whether every response had the same bytes."""
        return len({response.body for response in self.responses}) == 1


class Tampering:
    """Carries requests; an armed trick is played on the next webhook of any call, and then forgotten."""

    def __init__(self, transport: Transport, told: Callable[[Tampered], None]) -> None:
        self._transport = transport
        self._told = told
        self._trick: Trick | None = None

    def arm(self, trick: Trick | None) -> None:
        """Choose what happens to the next webhook: None is nothing."""
        self._trick = trick

    async def send(self, request: Request) -> Response:
        """Send one request, tampered with when it is a webhook and a trick is armed."""
        call = _call_of(request)
        if self._trick is None or not call:
            return await self._transport.send(request)
        trick, self._trick = self._trick, None
        await asyncio.sleep(trick.seconds)
        responses = await asyncio.gather(*(self._transport.send(request) for _ in range(2 if trick.twice else 1)))
        self._told(Tampered(call, request, trick, tuple(responses)))
        return responses[0]

    async def close(self) -> None:
        """Let go of connections."""
        await self._transport.close()


def _call_of(request: Request) -> str:
    """Return the SID of the call a webhook is about; empty for a sound file and the like."""
    fields = request.body.decode() if request.method == "POST" else urlsplit(request.url).query
    return parse_qs(fields).get("CallSid", [""])[0]
