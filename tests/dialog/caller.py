"""A caller of a script: answers, mumbles, is silent, and hears prompts by their names."""

import json
from typing import Any, Self

from ivr.dialog.events import (
    BackFromQueue,
    Event,
    Fault,
    Filled,
    Found,
    NoInput,
    NoMatch,
    SourceFailed,
    Started,
    Universal,
)
from ivr.dialog.instructions import Ending, Hangup, Instruction, Listen, LookUpRequest, Say, Transfer
from ivr.dialog.interpreter import Step, advance
from ivr.dialog.script import Script
from ivr.dialog.state import CallState
from ivr.dialog.values import Json


class Caller:
    """Talk to a script. After every turn the state goes through JSON, as it does between two webhooks."""

    def __init__(self, script: Script, number: str | None = "+12025550143", languages: tuple[str, ...] = ()) -> None:
        self.script = script
        self.state = CallState(language="en")
        self.step = Step(self.state, (Hangup(),), "")
        self.happens(Started(number, languages))

    def happens(self, event: Event) -> Self:
        self.step = advance(self.script, self.state, event)
        self.state = CallState.from_json(json.loads(json.dumps(self.step.state.to_json())))
        assert self.state == self.step.state
        return self

    def answers(self, meaning: Json, confidence: float = 0.9, alternatives: tuple[Json, ...] = ()) -> Self:
        return self.happens(Filled(meaning, confidence, alternatives=alternatives, heard="some words"))

    def answers_unclearly(self, meaning: Json, alternatives: tuple[Json, ...] = ()) -> Self:
        return self.happens(Filled(meaning, 0.5, decision="confirm", alternatives=alternatives, heard="some words"))

    def types(self, meaning: Json) -> Self:
        return self.happens(Filled(meaning, by="keys"))

    def mumbles(self, heard: str = "scream", confidence: float = 0.41) -> Self:
        return self.happens(NoMatch(heard, confidence))

    def is_silent(self) -> Self:
        return self.happens(NoInput())

    def asks_for(self, universal: str, unclearly: bool = False) -> Self:
        return self.happens(Universal(universal, "confirm" if unclearly else "accept"))

    def finds(self, value: Json) -> Self:
        request = self.ending
        assert isinstance(request, LookUpRequest)
        return self.happens(Found(request.slot, value))

    def finds_the_source_down(self) -> Self:
        request = self.ending
        assert isinstance(request, LookUpRequest)
        return self.happens(SourceFailed(request.slot))

    def comes_back_from_the_queue(self, result: str) -> Self:
        return self.happens(BackFromQueue(result))

    def meets_a_fault(self) -> Self:
        return self.happens(Fault())

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        return self.step.instructions

    @property
    def ending(self) -> Ending:
        last = self.instructions[-1]
        assert not isinstance(last, Say)
        return last

    @property
    def why(self) -> str:
        return self.step.why

    @property
    def prompts(self) -> list[str]:
        return [say.prompt for say in self.said_now]

    @property
    def said_now(self) -> list[Say]:
        return [each for each in self.instructions if isinstance(each, Say)]

    @property
    def listening(self) -> Listen:
        assert isinstance(self.ending, Listen), self.ending
        return self.ending

    def hears(self, *prompts: str) -> bool:
        """Tell whether these prompts were just said, in this order, others between them or not."""
        heard = iter(self.prompts)
        return all(prompt in heard for prompt in prompts)

    def is_asked(self, slot: str) -> bool:
        return isinstance(self.ending, Listen) and self.ending.field == slot

    def is_transferred_to(self, queue: str) -> bool:
        return isinstance(self.ending, Transfer) and self.ending.queue == queue

    def is_hung_up(self) -> bool:
        return isinstance(self.ending, Hangup)

    def waits_for(self, source: str) -> dict[str, Any]:
        """Return what the source is asked with."""
        assert isinstance(self.ending, LookUpRequest)
        assert self.ending.source == source
        return dict(self.ending.using)
