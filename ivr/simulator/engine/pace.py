"""How fast an account's outbound calls begin: Twilio's calls per second (CPS)."""

from ivr.simulator.engine.clock import Clock


class Pace:
    """Lets so many a second pass, evenly; 0 lets all pass."""

    def __init__(self, clock: Clock, a_second: float) -> None:
        self._clock = clock
        self._between = 1 / a_second if a_second else 0.0
        self._next = 0.0

    async def turn(self) -> None:
        """Wait until the next one may pass."""
        now = self._clock.now()
        mine = max(self._next, now)
        self._next = mine + self._between
        if mine > now:
            await self._clock.sleep(mine - now)
