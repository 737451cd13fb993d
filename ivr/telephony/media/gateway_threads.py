"""Threads for what may wait: the event loop never does."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from ivr.telephony.live_call import AT_ONCE
from ivr.threads import Threads

TURNS_AT_ONCE = 16

Given = ParamSpec("Given")
Result = TypeVar("Result")


class GatewayThreads:
    """Two sets of threads, so that a REST API that hangs keeps nobody from the database."""

    def __init__(self) -> None:
        self._turns = Threads(TURNS_AT_ONCE, thread_name_prefix="turn")
        self._rest = Threads(AT_ONCE, thread_name_prefix="rest")

    async def turn(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run what reads and writes the database."""
        return await asyncio.get_running_loop().run_in_executor(self._turns, partial(function, *args, **kwargs))

    async def rest(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Run what asks Twilio."""
        return await asyncio.get_running_loop().run_in_executor(self._rest, partial(function, *args, **kwargs))

    def close(self) -> None:
        """Let the threads end when they have done their work."""
        self._turns.shutdown(wait=False)
        self._rest.shutdown(wait=False)
