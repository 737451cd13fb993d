"""Somebody who follows a script on a call."""

import asyncio
from dataclasses import dataclass

from ivr.simulator.audio import files
from ivr.simulator.audio.sound import Sound
from ivr.simulator.engine.bridge import first
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.phone.handset import Handset
from ivr.simulator.phone.prompt_listener import NotHeard, PromptListener
from ivr.simulator.phone.scenario import HangUp, Hear, Play, Press, Say, Silence, Step


@dataclass(frozen=True)
class StepFailed(Exception):
    """A step that did not hold: its number from 1, why, and what was heard instead."""

    number: int
    step: Step
    reason: str
    heard: str


class Actor:
    """Follows steps on one call; after a Hear, acts when the prompt is over unless told to barge in.

    `number` is that of the step it is at, from 1.
    """

    def __init__(self, exchange: Exchange, call: Call, steps: tuple[Step, ...]) -> None:
        self.prompts = PromptListener(call, exchange.clock)
        self._exchange = exchange
        self._call = call
        self._steps = steps
        self._handset = Handset(exchange, call)
        self._moment = exchange.now()
        self._acted = self._moment
        self.number = 1

    async def act(self) -> None:
        """Take every step in order; StepFailed at the first that does not hold."""
        before: Step | None = None
        for number, step in enumerate(self._steps, 1):
            self.number = number
            if isinstance(before, Hear) and isinstance(step, Press | Say | Play | Silence) and not step.barge_in:
                await self.prompts.quiet()
            if before is None and isinstance(step, Press | Say | Play):
                await first(self._call.answered, self._call.gone)  # who has just dialled waits for an answer
            started = self._moment
            try:
                await self._take(step)
            except NotHeard as error:
                heard = self.prompts.since(started, self._call.now()).text.strip()
                raise StepFailed(number, step, str(error), heard) from error
            self._call.log("step", number=number, step=described(step))
            before = step

    async def _take(self, step: Step) -> None:
        if isinstance(step, Hear):
            self._moment = await self.prompts.hear(step.pattern, self._moment, step.timeout)
            late = self.prompts.match_began() - self._acted
            if step.within and late > step.within:
                raise NotHeard(f"it began {late:.3f} s after the last action, not within {step.within:g} s")
            return
        self._moment = self._call.now()
        if self._call.over and not isinstance(step, HangUp):
            raise NotHeard("the call was over")
        match step:
            case Press(keys):
                await self._handset.press(keys)
            case Say(text):
                await self._handset.say(text)
            case Play(name, wav, words):
                sound = files.read(wav, name)
                await self._handset.speak(Sound(words or sound.text, sound.ulaw, known=bool(words) or sound.words))
            case Silence(seconds):
                await self._silent(seconds)
            case HangUp():
                self._handset.hang_up()
        self._acted = self._call.now()

    async def _silent(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._call.gone.wait(), seconds)
        except TimeoutError:
            return


def described(step: Step) -> str:
    """Return a step as a scenario file has it."""
    match step:
        case Hear(pattern):
            return f"hear: {pattern}"
        case Press(keys):
            return f'press: "{keys}"'
        case Say(text):
            return f"say: {text}"
        case Play(name):
            return f"play: {name}"
        case Silence(seconds):
            return f"silence: {seconds:g}"
        case HangUp():
            return "hangup"
