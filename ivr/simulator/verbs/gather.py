"""<Gather>: keys, or words, while prompts play.

| attribute | values | default |
|---|---|---|
| input | dtmf, speech, `dtmf speech` (first detected wins) | dtmf |
| action, method | URL; GET, POST | current document, POST |
| numDigits | 1 or more | unlimited |
| finishOnKey | one of 0-9 # *, or empty | # |
| timeout | seconds to the first key and between keys | 5 |
| actionOnEmptyResult | true, false | false |
| speechTimeout | seconds or auto | = timeout |
| partialResultCallback, ...Method | URL; GET, POST | none, POST |

The first key stops the prompts; the timer starts when they end. `Digits` leaves out the finish
key. Without digits the next verb follows, unless actionOnEmptyResult.
"""

import asyncio

from ivr.simulator.engine.bridge import first
from ivr.simulator.engine.steps import Goto, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.gather_speech import SpeechInput
from ivr.simulator.verbs.machine import Epilogue, Machine

LISTENING = 0.25
"""Seconds until it is looked again whether somebody who spoke at the timeout still does."""

Heard = str | dict[str, str] | None


async def perform(verb: Verb, machine: Machine) -> Next:
    """Collect input and go to the action with it."""
    with machine.call.listening() as keys, machine.if_interrupted(_owed(verb, machine)):
        result = await Collector(verb, machine, keys).collect()
    given = result or _digits("", "")
    empty = not given.get("Digits") and "SpeechResult" not in given
    return None if empty and not verb.flag("actionOnEmptyResult") else machine.action(verb, given)


class Collector:
    """One Gather at work."""

    def __init__(self, verb: Verb, machine: Machine, keys: "asyncio.Queue[str]") -> None:
        self._verb = verb
        self._machine = machine
        self._keys = keys
        self._kinds = verb.get("input").split()
        self._finish = verb.get("finishOnKey")

    async def collect(self) -> dict[str, str] | None:
        """Return the action's parameters, or None when the caller gave nothing."""
        prompts = asyncio.ensure_future(self._machine.perform(self._verb.children))
        listener = SpeechInput(self._verb, self._machine) if "speech" in self._kinds else None
        try:
            heard = await self._first(prompts, listener)
            if isinstance(heard, str):
                return await self._rest(heard)
            return heard
        finally:
            prompts.cancel()
            if listener is not None:
                listener.close()

    async def _first(self, prompts: "asyncio.Future[Next]", listener: SpeechInput | None) -> Heard:
        """Return the first key, or what was said, or None after the timeout."""
        waits: list[asyncio.Future[Heard]] = [asyncio.ensure_future(self._next_key())]
        if listener is not None:
            waits.append(asyncio.ensure_future(listener.result(prompts)))
        try:
            await first(prompts, *waits)
            if not any(wait.done() for wait in waits):
                if not prompts.cancelled():  # speech that barged in has cancelled them
                    prompts.result()
                await self._after_prompts(waits, listener)
            return next((wait.result() for wait in waits if wait.done()), None)
        finally:
            for wait in waits:
                wait.cancel()

    async def _after_prompts(self, waits: "list[asyncio.Future[Heard]]", listener: SpeechInput | None) -> None:
        heard = await first(*waits, timeout=self._verb.number("timeout"))
        while not heard and listener is not None and listener.speaking:
            heard = await first(*waits, timeout=LISTENING)

    async def _next_key(self) -> Heard:
        while True:
            key = await self._keys.get()
            if "dtmf" in self._kinds:
                return key

    async def _rest(self, first: str) -> dict[str, str]:
        digits, key = "", first
        most = self._verb.number("numDigits")
        while key != self._finish or not key:
            digits += key
            if most and len(digits) >= most:
                return _digits(digits, "")
            try:
                key = await asyncio.wait_for(self._keys.get(), self._verb.number("timeout"))
            except TimeoutError:
                return _digits(digits, "")
        return _digits(digits, key)


def _digits(digits: str, finish: str) -> dict[str, str]:
    return {"msg": "Gather End", "Digits": digits, "FinishedOnKey": finish}


def _owed(verb: Verb, machine: Machine) -> Epilogue:
    def owed(reason: str) -> Goto | None:
        if reason == "hangup" or not machine.exchange.asks_interrupted_gather():
            return None
        return machine.action(verb, _digits("", ""))

    return owed
