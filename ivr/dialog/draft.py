"""Grow a step while a turn is worked out: state so far, prompts so far, reasons so far."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from ivr.dialog.commands import Command
from ivr.dialog.instructions import Ending, Hangup, Say, Transfer
from ivr.dialog.script import Clear, Fill, Form, Goto, Moves, Propose, Script, Send
from ivr.dialog.state import CallState, Heard, Proposal
from ivr.dialog.values import Json

SERVED, ANSWER = "served", "answer"
"""The slots that hold which services have answered, and what the last answer was."""


@dataclass(frozen=True)
class Draft:
    """A step in the making. It is finished when it has an ending.

    `answer` is what services have answered in it; `declined` tells that the caller has said no to an act in it.
    """

    state: CallState
    says: tuple[Say, ...] = ()
    reasons: tuple[str, ...] = ()
    ending: Ending | None = None
    commands: tuple[Command, ...] = ()
    answer: tuple[Say, ...] = ()
    declined: bool = False

    def say(self, *says: Say) -> Self:
        """Add prompts."""
        return replace(self, says=self.says + says)

    def because(self, reason: str) -> Self:
        """Add a reason for the supervisor."""
        return replace(self, reasons=(*self.reasons, reason))

    def end(self, ending: Ending, reason: str) -> Self:
        """Finish the step."""
        return replace(self.because(reason), ending=ending)

    def change(self, **changes: Any) -> Self:
        """Change the state."""
        return replace(self, state=replace(self.state, **changes))

    def fill(self, slot: str, value: Json) -> Self:
        """Fill a slot; what was proposed for it is done with."""
        proposed = {name: proposal for name, proposal in self.state.proposed.items() if name != slot}
        return self.change(slots={**self.state.slots, slot: value}, proposed=proposed).forget(slot)

    def clear(self, slots: Iterable[str]) -> Self:
        """Empty slots."""
        gone = set(slots)
        if gone.isdisjoint(self.state.slots):
            return self.forget(*gone)
        kept = {name: value for name, value in self.state.slots.items() if name not in gone}
        return self.change(slots=kept).forget(*gone)

    def hear(self, slot: str, heard: Heard) -> Self:
        """Keep what was heard of an identifier."""
        return self.change(heard={**self.state.heard, slot: heard})

    def forget(self, *slots: str) -> Self:
        """Forget what was heard of identifiers."""
        if self.state.heard.keys().isdisjoint(slots):
            return self
        return self.change(heard={slot: heard for slot, heard in self.state.heard.items() if slot not in slots})

    def propose(self, slot: str, value: Json, sure: bool = False) -> Self:
        """Offer a value for a slot, unless the caller denied it before."""
        if value in self.state.denied.get(slot, []):
            return self.because(f"{slot} was denied before")
        return self.change(proposed={**self.state.proposed, slot: Proposal(value, sure)})

    def withdraw(self, slot: str, deny: bool = False) -> Self:
        """Take back what was proposed for a slot; when denied, never offer it again."""
        proposal = self.state.proposed.get(slot)
        if proposal is None:
            return self
        denied = {**self.state.denied, slot: [*self.state.denied.get(slot, []), proposal.value]}
        rest = {name: other for name, other in self.state.proposed.items() if name != slot}
        return self.change(proposed=rest, denied=denied if deny else self.state.denied)

    def await_slot(self, slot: str) -> Self:
        """Ask for a slot; misses are counted anew unless it was asked for already."""
        if self.state.awaits == slot:
            return self
        return self.change(awaits=slot, confirming=False, noinput=0, nomatch=0, agreed=(), sent="")

    def command(self, command: Command) -> Self:
        """Ask for an effect, to be written with the turn."""
        return replace(self, commands=(*self.commands, command))

    def enter(self, form: Form) -> Self:
        """Go to the beginning of a form: its own slots are emptied."""
        draft = self.clear(item.slot for item in form.items)
        return draft.change(form=form.name, awaits="", confirming=False, leaving="", noinput=0, nomatch=0, sent="")

    def serve(self, service: str, says: Iterable[Say]) -> Self:
        """Note that a service answers the caller with these prompts; decisions see it in `served` and `answer`.

        What is said of an act that was declined leaves the answer before it: that one may still be wanted in writing.
        """
        if not service:
            return self
        served, answer = (*self.state.served, service), (*self.answer, *says)
        draft = replace(self.change(served=served), answer=answer).fill(SERVED, list(served))
        if self.declined or not answer:
            return draft
        told: list[Json] = [[say.prompt, dict(say.values)] for say in answer]
        return draft.fill(ANSWER, {"language": self.state.language, "says": told})

    def make(self, script: Script, moves: Moves) -> Self:
        """Do what an item answered, in order, until something ends the step."""
        draft = self
        for move in moves:
            draft = draft._move(script, move)
            if draft.ending:
                break
        return draft

    def _move(self, script: Script, move: object) -> Self:
        match move:
            case Say():
                return self.say(move)
            case Goto(form):
                return self.enter(script.forms[form])
            case Clear(slots):
                return self.clear(slots)
            case Fill(slot, value):
                return self.fill(slot, value)
            case Propose(slot, value):
                return self.propose(slot, value)
            case Send(command, using):
                payload: dict[str, Json] = {slot: self.state.slots.get(slot) for slot in using}
                return self.command(Command(command, payload, command)).because(f"{command} sent")
            case Transfer(queue):
                return self.end(move, f"transfer to {queue}")
            case Hangup():
                return self.end(move, "hang up")
        raise TypeError(f"{type(move).__name__} is not a move")
