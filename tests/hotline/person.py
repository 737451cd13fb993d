"""A person on the phone: reacts to what the hotline says, as long as there is something to react to."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from ivr.simulator.phone.handset import Handset
from ivr.simulator.phone.prompt_listener import PromptListener

LOOK_EVERY = 0.05
FIRST_WORD = 0.5
LONGEST_CALL = 120.0


@dataclass(frozen=True)
class When:
    """On hearing some words: say something, press keys or hang up; `at_once` without waiting for the prompt's end.

    `first` happens before it, `meanwhile` while the first word is being said; both only once.
    """

    hears: str
    says: str = ""
    presses: str = ""
    first: Callable[[], object] | None = None
    meanwhile: Callable[[], object] | None = None
    hangs_up: bool = False
    at_once: bool = False


class Person:
    """Follow habits, each as often as its words are heard; the words heard last decide."""

    def __init__(self, exchange, call, habits):
        self.call, self.habits, self.happened = call, habits, []
        self.ear, self.hands, self.clock = PromptListener(call, exchange.clock), Handset(exchange, call), exchange.clock

    async def talk(self, patience):
        """Talk until the call is over; who hears nothing new for so many seconds hangs up, all after two minutes."""
        began = moment = news = self.clock.now()
        heard = ""
        while not self.call.over and self.clock.now() < min(news + patience, began + LONGEST_CALL):
            if heard != (heard := self.ear.transcript()):
                news = self.clock.now()
            habit = self._due(moment)
            if habit and not habit.at_once:
                await self.ear.quiet()
                habit = self._due(moment)
            if habit is None:
                await asyncio.sleep(LOOK_EVERY)
                continue
            moment = self.clock.now()
            await self._do(habit)
            news = self.clock.now()
        self.hands.hang_up()
        return SimpleNamespace(call=self.call.sid, heard=self.ear.transcript())

    async def _happens(self, what, after=0.0):
        if what and what not in self.happened:
            self.happened.append(what)
            await asyncio.sleep(after)
            await asyncio.to_thread(what)

    def _due(self, moment):
        heard = self.ear.since(moment, self.clock.now()).text
        found = [
            (match.end(), habit) for habit in self.habits for match in re.finditer(habit.hears, heard, re.IGNORECASE)
        ]
        return max(found, key=lambda each: each[0])[1] if found else None

    async def _do(self, habit):
        await self._happens(habit.first)
        if habit.says:
            await asyncio.gather(self.hands.say(habit.says), self._happens(habit.meanwhile, FIRST_WORD))
        await self.hands.press(habit.presses)
        if habit.hangs_up:
            self.hands.hang_up()
